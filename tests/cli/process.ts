import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type Ran = { code: number; output: string; said: string; complained: string }

/** `npm run krajan -- …` in a process of its own, with this environment and no other. */
export const krajan = (words: string[], env: Record<string, string> = {}): Promise<Ran> =>
  new Promise((resolve) => {
    const environment = { PATH: process.env.PATH ?? '', ...env }
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'src/cli.ts', ...words],
      { cwd: root, env: environment },
      (_error, said, complained) => resolve({ code: child.exitCode ?? 1, output: said + complained, said, complained }),
    )
  })
