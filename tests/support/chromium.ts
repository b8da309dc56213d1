import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import packed from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** A real Chromium out of an npm package, with its own fonts and libraries; CHROMIUM_PATH names another one. */
export const launchBrowser = async (): Promise<Browser> => {
  const named = process.env.CHROMIUM_PATH
  if (named) return chromium.launch({ executablePath: named, args: [...quiet, '--no-sandbox'] })
  const folder = await unpacked()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: [...packedArgs(), ...quiet],
    env: ownFilesOf(folder),
  })
}

/** Nothing may ask other hosts for anything. */
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

// The package is made for machines without room: there it gives up what makes a browser a browser.
const givenUp =
  /^--(single-process|disable-web-security|allow-running-insecure-content|disable-site-isolation-trials|disable-features=)/

const packedArgs = () => {
  packed.setGraphicsMode = false
  return packed.args.filter((argument) => !givenUp.test(argument))
}

/** Unpacked once into node_modules; whoever loses the race to be first throws its own copy away. */
const unpacked = async (): Promise<string> => {
  const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url))
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { mtimeMs } = await stat(join(dirname(entry), '..', 'bin', 'chromium.br'))
  const folder = join(modules, '.cache', `chromium-${Math.round(mtimeMs)}`)
  if (await stat(folder).catch(() => undefined)) return folder

  await mkdir(dirname(folder), { recursive: true })
  const fresh = await mkdtemp(`${folder}-`)
  await unpackInto(fresh)
  await writeFile(join(fresh, 'fonts', 'fonts.conf'), fontsOf(folder))
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }))
  return folder
}

/** The package unpacks into the folder for temporary files, and the shared libraries only where it takes the place for its own. */
const unpackInto = async (folder: string) => {
  const script = `import packed from '@sparticuz/chromium'; await packed.executablePath()`
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { env })
}

/** The same letters on every machine: widths decide what overflows. */
const fontsOf = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`

const ownFilesOf = (folder: string): Record<string, string> => ({
  HOME: folder,
  PATH: process.env.PATH ?? '',
  FONTCONFIG_PATH: join(folder, 'fonts'),
  LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
})
