import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'

/** Writes, or with `--verify` compares, the table types of a migrated database; rejects with the tool's words. */
export const generateTypes = async (ownerUrl: string, ...flags: string[]): Promise<void> => {
  const bin = createRequire(import.meta.url).resolve('kysely-codegen/dist/cli/bin.js')
  await promisify(execFile)(process.execPath, [
    bin,
    '--config-file',
    'src/db/codegen.json',
    '--url',
    ownerUrl,
    ...flags,
  ])
}
