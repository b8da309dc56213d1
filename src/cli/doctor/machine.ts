import { createHash } from 'node:crypto'
import { readFile, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assetPaths } from '../../../views/assets/manifest.generated.ts'
import type { Config } from '../../config.ts'
import { errorCode } from '../../db/unavailable.ts'
import { unwritable } from '../../node/data-folder.ts'
import { type Finding, ok, problem, warning } from './finding.ts'

export const nodeVersion = (version = process.versions.node): Finding =>
  Number.parseInt(version, 10) >= 24
    ? ok('node', `Node ${version}`)
    : problem('node', `Node ${version} is too old`, 'install Node 24 or newer')

/** Every page loads these; a file whose content is not that of its name was changed or half copied. */
export const assets = async (
  folder = fileURLToPath(new URL('../../../views/assets', import.meta.url)),
): Promise<Finding> => {
  const paths = Object.values(assetPaths)
  const wrong: string[] = []
  for (const path of paths) {
    const content = await readFile(join(folder, path)).catch(() => undefined)
    const hash = content && createHash('sha256').update(content).digest('hex').slice(0, 12)
    if (path.split('.').at(-2) !== hash) wrong.push(path)
  }
  return wrong.length === 0
    ? ok('assets', `${paths.length} files, all as they were made`)
    : problem('assets', `missing or changed: ${wrong.join(', ')}`, 'install this version again, or run npm run assets')
}

/** The data folder of the embedded database: who else could read it, and whether there is room. */
export const dataFolder = async ({ DATABASE_URL, DATA_DIR }: Config): Promise<Finding[]> => {
  if (DATABASE_URL) return []
  const refused = await unwritable(await nearest(DATA_DIR))
  if (refused) return [problem('data folder', refused, 'give it to the user Krajan runs as, or set another DATA_DIR')]
  const folder = await stat(DATA_DIR).catch(() => undefined)
  if (!folder) return [warning('data folder', `${DATA_DIR} is not there yet`, 'npm start makes it')]
  const secrets = await stat(join(DATA_DIR, 'secrets.json')).catch(() => undefined)
  return [
    folder.mode & 0o022
      ? problem('data folder', `others may write to ${DATA_DIR}`, `chmod go-w ${DATA_DIR}`)
      : ok('data folder', DATA_DIR),
    secrets && secrets.mode & 0o077
      ? problem('secrets', `others may read ${DATA_DIR}/secrets.json`, `chmod 600 ${DATA_DIR}/secrets.json`)
      : ok('secrets', secrets ? 'readable by this user only' : 'made at the first start'),
    await room(DATA_DIR),
  ]
}

/** The folder itself, or the one in which it would be made. */
const nearest = async (folder: string): Promise<string> =>
  stat(folder).then(
    () => folder,
    (error) => (errorCode(error) === 'ENOENT' && dirname(folder) !== folder ? nearest(dirname(folder)) : folder),
  )

const gigabyte = 1024 ** 3

const room = async (folder: string): Promise<Finding> => {
  const { bavail, bsize } = await statfs(folder)
  const free = (bavail * bsize) / gigabyte
  const says = `${free.toFixed(1)} GB free for ${folder}`
  if (free < 0.2) return problem('disk', says, 'make room now: without it PostgreSQL stops')
  return free < 1 ? warning('disk', says, 'make room soon') : ok('disk', says)
}
