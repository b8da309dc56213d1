import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const views = fileURLToPath(new URL('..', import.meta.url))
const folder = `${views}assets/static/`
const manifest = `${views}assets/manifest.generated.ts`
const checker = `${views}../src/sharing/checker/check.mjs`

type Asset = { name: string; content: Buffer }
type Output = { path: string; content: Buffer }

const main = async () => {
  const outputs = await allOutputs()
  const drift = await findDrift(outputs)
  if (process.argv.includes('--check')) return report(drift)
  await mkdir(folder, { recursive: true })
  await Promise.all(outputs.map(({ path, content }) => writeFile(path, content)))
  await Promise.all((await findStale(outputs)).map((path) => rm(path)))
  console.log(`${outputs.length - 1} assets, ${drift.length} changed`)
}

const allOutputs = async (): Promise<Output[]> => {
  const assets = await allAssets()
  const files = assets.map((asset) => ({ path: folder + hashedName(asset), content: asset.content }))
  return [...files, { path: manifest, content: Buffer.from(manifestText(assets, await readFile(checker))) }]
}

const allAssets = (): Promise<Asset[]> =>
  Promise.all([
    bundled('app.css', 'styles/app.css'),
    bundled('app.js', 'scripts/app.ts'),
    bundled('board.js', 'scripts/board.ts'),
    bundled('desk.js', 'scripts/desk.ts'),
    bundled('theme.js', 'scripts/theme.ts'),
    copied('favicon.svg', `${views}brand/favicon.svg`),
    copied('htmx.min.js', createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js')),
    copied('logo.svg', `${views}brand/logo.svg`),
  ])

const bundled = async (name: string, entry: string): Promise<Asset> => {
  const { outputFiles } = await build({
    absWorkingDir: views,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    charset: 'utf8',
    legalComments: 'none',
  })
  const [file] = outputFiles
  if (!file) throw new Error(`nothing came out of ${entry}`)
  return { name, content: Buffer.from(file.contents) }
}

const copied = async (name: string, path: string): Promise<Asset> => ({ name, content: await readFile(path) })

const hashedName = ({ name, content }: Asset): string => {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12)
  const dot = name.lastIndexOf('.')
  return `${name.slice(0, dot)}.${hash}${name.slice(dot)}`
}

/** The checker lies in the code, because it is sent from an address that stays, by every home. */
const manifestText = (assets: readonly Asset[], checkerBytes: Buffer): string => {
  const lines = assets.map((asset) => `  '${asset.name}': '/static/${hashedName(asset)}',`)
  const hash = createHash('sha256').update(checkerBytes).digest('hex')
  return [
    `export const assetPaths = {\n${lines.join('\n')}\n} as const\n`,
    `export const checkerHash = '${hash}'\n`,
    `export const checkerSource = ${JSON.stringify(checkerBytes.toString())}\n`,
  ].join('\n')
}

const findDrift = async (outputs: readonly Output[]): Promise<string[]> => {
  const changed = await Promise.all(
    outputs.map(async ({ path, content }) => ((await currentContent(path))?.equals(content) ? [] : [path])),
  )
  return [...changed.flat(), ...(await findStale(outputs))]
}

const findStale = async (outputs: readonly Output[]): Promise<string[]> => {
  const wanted = new Set(outputs.map(({ path }) => path))
  const present = await readdir(folder).catch(() => [])
  return present.map((name) => folder + name).filter((path) => !wanted.has(path))
}

const currentContent = (path: string): Promise<Buffer | undefined> => readFile(path).catch(() => undefined)

const report = (drift: readonly string[]) => {
  for (const path of drift) console.error(`differs from its source: ${path.slice(views.length)}`)
  if (drift.length > 0) console.error('run npm run assets')
  process.exitCode = drift.length > 0 ? 1 : 0
}

await main()
