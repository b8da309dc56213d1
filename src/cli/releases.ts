import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import * as z from 'zod'
import { checkPackage, readFolder, runChecker } from '../sharing/checker/check.mjs'
import { type Answers, countAnswers, strangeAnswers } from '../sharing/release/answers.ts'
import { buildRelease, type Progress } from '../sharing/release/build.ts'
import { keysFrom, type ReleaseKeys } from '../sharing/release/keys.ts'
import type { Files } from '../sharing/release/package.ts'
import { circleIn, planFile, planFrom, strangeNames } from '../sharing/release/plan-file.ts'
import { refusalText } from '../sharing/release/refusal-text.ts'
import type { Why } from '../sharing/release/repair.ts'
import type { Report } from '../sharing/release/report.ts'
import { type Examination, listOf, optionsOf, UsageError } from './command.ts'

/** These three work without a database: on a file of coded answers, and on packages that came by mail. */
export const releaseBuild: Examination = {
  usage:
    '--responses FILE.csv --frames a,b,c --items x,y,z --key KEYFILE --out DIR [--plan plan.json] [--previous DIR …]',
  about:
    'Builds a package of protected tables from coded answers, one row a respondent. The same answers and key give the same bytes.',
  examine: async (words) => {
    const { list: previous, rest } = listOf(words, 'previous')
    const given = optionsOf(rest, ['responses', 'frames', 'items', 'key', 'out'], ['plan'])
    const answers = await answersIn(given.responses)
    const [frames, items] = [namesIn(given.frames, answers, '--frames'), namesIn(given.items, answers, '--items')]
    const plan = planFrom(await planIn(given.plan, Object.keys(answers[0] ?? {})), answers, frames, items)
    const strange = strangeAnswers(plan, answers)
    if (strange.length > 0)
      return bad(
        `No code of the plan stands for ${strange.map(({ dimension, code }) => `${dimension} = ${code}`).join(', ')}.`,
      )
    const [keys, packages] = [await keysIn(given.key), previous.map(packageIn)]
    const built = await buildRelease({
      plan,
      counts: countAnswers(plan, answers),
      keys,
      previous: packages,
      onProgress: sayProgress(),
    })
    if (built.kind === 'refused') return bad(refusalText(built.reason))
    const verdict = checkPackage(built.files, { publicKeyPem: keys.publicKeyPem, previous: packages })
    if (!verdict.good) return bad(`What was built would not be accepted: ${verdict.reason}.`)
    await write(given.out, built.files)
    return { text: told(built.report, given.out), sound: true }
  },
}

export const releaseCheck: Examination = {
  usage: 'DIR [--public-key FILE] [--previous DIR …] [--json]',
  about:
    'Checks a package from what is published in it alone: signature, hashes, sums and every world. Exit 0 good, 1 bad, 2 unreadable.',
  examine: async (words) => {
    const lines: string[] = []
    const exit = runChecker(words, (line) => {
      lines.push(line)
    })
    return { text: lines.join('\n'), sound: exit === 0, exit }
  },
}

export const releaseKey: Examination = {
  usage: '--key KEYFILE',
  about: 'Prints the public key that belongs to a key file of 64 hex digits, as PEM.',
  examine: async (words) => ({ text: (await keysIn(optionsOf(words, ['key']).key)).publicKeyPem.trim(), sound: true }),
}

const bad = (text: string) => ({ text, sound: false })

const answersIn = async (path: string): Promise<Answers> => {
  const text = await readText(path)
  try {
    return z
      .array(z.record(z.string(), z.string()))
      .parse(parse(text, { columns: true, bom: true, skip_empty_lines: true, delimiter: delimiterOf(text) }))
  } catch (error) {
    if (error instanceof CsvError) throw new UsageError(`${path}: ${error.message}`)
    throw error
  }
}

/** Czech Excel separates by semicolons. */
const delimiterOf = (text: string) => (/^[^\n,]*;/.test(text) ? ';' : ',')

const namesIn = (list: string, answers: Answers, option: string): string[] => {
  const names = list.split(',').map((name) => name.trim())
  const [first] = answers
  if (!first) throw new UsageError('The file has no answers.')
  const strange = names.find((name) => !Object.hasOwn(first, name))
  if (strange !== undefined) throw new UsageError(`${option}: the answers have no column ${strange || '(empty)'}.`)
  return names
}

const planIn = async (path: string, columns: readonly string[]) => {
  const read = planFile.safeParse(path ? parsed(await readText(path), path) : {})
  if (!read.success)
    throw new UsageError(
      read.error.issues.map((issue) => `${path}: ${issue.path.join('.')} ${issue.message}`).join('\n'),
    )
  const strange = strangeNames(read.data, columns)
  if (strange.length > 0) throw new UsageError(`${path}: ${strange.join(', ')} is no column of the answers.`)
  const circle = circleIn(read.data)
  if (circle !== undefined) throw new UsageError(`${path}: the hierarchy of ${circle} leads back to itself.`)
  return read.data
}

const parsed = (text: string, path: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`${path} is not JSON.`)
  }
}

const keysIn = async (path: string): Promise<ReleaseKeys> => {
  const hex = (await readText(path)).trim()
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new UsageError(`${path} is no key: it must hold 64 hex digits.`)
  return keysFrom(Buffer.from(hex, 'hex'))
}

const packageIn = (folder: string): Files => {
  try {
    return readFolder(folder)
  } catch (error) {
    throw new UsageError(`${folder} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}

const readText = (path: string) =>
  readFile(path, 'utf8').catch(() => {
    throw new UsageError(`${path} cannot be read.`)
  })

/** Never into a folder that holds something already: a package is all of its files and no others. */
const write = async (folder: string, files: Files) => {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) throw new UsageError(`${folder} is not empty.`)
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
}

const told = (
  { attempts, repairs, tables, worlds, cells, answers, meanError, worstError, ms }: Report,
  out: string,
): string => {
  const percent = ({ all, readable }: { all: number; readable: number }) =>
    `${((100 * readable) / Math.max(1, all)).toFixed(1)} %`
  return [
    `Certified in ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'} and ${(ms / 1000).toFixed(1)} s: ${tables} tables, ${worlds} worlds, in ${out}.`,
    `Readable: ${percent(cells)} of ${cells.all} cells, ${percent(answers)} of answers; mean error ${meanError.toFixed(2)}, at most ${worstError}.`,
    ...repairs.map((repair) =>
      repair.kind === 'merged'
        ? `Merged in ${repair.dimension}: ${repair.codes.join(' + ')}.`
        : `Withheld: ${repair.item} × ${repair.frame} (${reasons[repair.why]}).`,
    ),
  ].join('\n')
}

const reasons: Record<Why, string> = {
  unproven: 'could not be proven safe',
  unfit: 'rounded counts could not add up',
  telling: 'belonging to a group would tell the answer',
  one_group: 'nothing to compare',
}

const sayProgress = () => {
  let last = ''
  return ({ step, attempt, done, all }: Progress) => {
    const line = `attempt ${attempt}: ${step} ${Math.floor((100 * done) / Math.max(1, all))} %`
    if (line !== last) process.stderr.write(`${line}\n`)
    last = line
  }
}
