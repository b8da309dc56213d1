import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UsageError } from '../../src/cli/command.ts'
import { releaseBuild } from '../../src/cli/releases.ts'
import { csvOf, madeAnswers } from '../support/answers.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { krajan, type Ran } from './process.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let built: Ran
const at = (...path: string[]) => join(folder.path, ...path)
const all = madeAnswers({ people: 700, evenness: 5, frames: [4, 3], items: [4, 3], seed: 11 })
const first = all.slice(0, 500)

/** The usual words with some changed; those given as undefined are left out. */
const wordsOf = (changed: Record<string, string | undefined>) => {
  const usual = { responses: at('first.csv'), frames: 'frame1,frame2', items: 'q1,q2', key: at('key') }
  return Object.entries({ ...usual, ...changed }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  )
}
const build = (changed: Record<string, string | undefined>, more: string[] = []) =>
  krajan(['release', 'build', ...wordsOf(changed), ...more])

/** What the command says of wrong words, without a process for each: the exit code and what stands on either output. */
const saidHere = (words: string[]) =>
  releaseBuild.examine(words, {}).then(
    ({ text, sound }) => ({ code: sound ? 0 : 1, output: text }),
    (error) => ({ code: error instanceof UsageError ? 2 : 1, output: String(error.message) }),
  )

const contentsOf = async (out: string) => {
  const names = (await readdir(out, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const paths = names.map((entry) => join(entry.parentPath, entry.name)).sort()
  return Promise.all(paths.map(async (path) => [path.slice(out.length), (await readFile(path)).toString('hex')]))
}

beforeAll(async () => {
  folder = await temporaryFolder()
  await Promise.all([
    writeFile(at('first.csv'), csvOf(first)),
    writeFile(at('key'), `${'0af1'.repeat(16)}\n`),
    writeFile(at('other-key'), 'AB'.repeat(32)),
  ])
  built = await build({ out: at('one') })
  if (built.code !== 0) throw new Error(built.output)
})
afterAll(() => folder.remove())

describe('release build', () => {
  test('writes a package, says what can be read, and tells its progress on the error output', async () => {
    const { said, complained } = built
    expect(said).toMatch(/^Certified in \d+ attempts? and [\d.]+ s: 4 tables, \d+ worlds, in .*one\.\n/)
    expect(said).toMatch(/^Readable: [\d.]+ % of \d+ cells, [\d.]+ % of answers; mean error [\d.]+, at most [0-4]\.$/m)
    expect(complained).toMatch(/^attempt 1: rounding 0 %\nattempt 1: proving \d+ %\n/)
    const { files } = JSON.parse(await readFile(at('one', 'manifest.json'), 'utf8'))
    const written = (await contentsOf(at('one'))).map(([path]) => path?.slice(1))
    expect(written.toSorted()).toEqual([...Object.keys(files), 'manifest.json', 'manifest.sig'].sort())
  })

  test('the same answers and key give the same bytes, in any order of rows, columns and files', async () => {
    const turned = first.toReversed().map((answer) => Object.fromEntries(Object.entries(answer).toReversed()))
    await writeFile(at('turned.csv'), csvOf(turned as typeof first))
    expect((await build({ responses: at('turned.csv'), out: at('turned') })).code).toBe(0)
    expect(await contentsOf(at('turned'))).toEqual(await contentsOf(at('one')))
    expect((await build({ key: at('other-key'), out: at('by-other-key') })).code).toBe(0)
    expect(await contentsOf(at('by-other-key'))).not.toEqual(await contentsOf(at('one')))
  })

  test('reads what Czech Excel writes: semicolons, a byte order mark, CRLF, quotes and empty lines', async () => {
    const excel = `\uFEFF${csvOf(first)
      .replace(/[^,\n]+/g, '"$&"')
      .replaceAll(',', ';')
      .replaceAll('\n', '\r\n')}\r\n`
    await writeFile(at('excel.csv'), excel)
    expect((await build({ responses: at('excel.csv'), out: at('excel') })).code).toBe(0)
    expect(await contentsOf(at('excel'))).toEqual(await contentsOf(at('one')))
  })

  test('a missing answer is a category of its own', async () => {
    const some = first.map((answer, row) => (row % 5 === 0 ? { ...answer, q1: '' } : answer))
    await writeFile(at('missing.csv'), csvOf(some))
    expect((await build({ responses: at('missing.csv'), out: at('missing') })).code).toBe(0)
    expect(await readFile(at('missing', 'margins.csv'), 'utf8')).toMatch(/^item,q1,missing,100$/m)
  })

  test('follows a plan file, and after an earlier package makes the next one of the wave', async () => {
    await writeFile(at('later.csv'), csvOf(all))
    await writeFile(at('plan.json'), JSON.stringify({ snapshot: 2, week: '2026-W47' }))
    const small = { frames: 'frame2', items: 'q2' }
    expect((await build({ ...small, out: at('small') })).code).toBe(0)
    const words = { ...small, responses: at('later.csv'), plan: at('plan.json') }
    expect((await build({ ...words, out: at('later') }, ['--previous', at('small')])).code).toBe(0)
    expect(JSON.parse(await readFile(at('later', 'manifest.json'), 'utf8'))).toMatchObject({
      ...{ snapshot: 2, week: '2026-W47' },
      previous: [expect.stringMatching(/^[0-9a-f]{64}$/)],
    })
    expect((await krajan(['release', 'check', at('later'), '--previous', at('small')])).code).toBe(0)
    expect((await krajan(['release', 'check', at('later')])).code).toBe(1)
    const again = await build({ ...words, plan: undefined, out: at('again') }, ['--previous', at('small')])
    expect([again.code, again.said]).toEqual([1, expect.stringContaining('must have a greater number')])
  })
})

describe('release build says in one sentence what is wrong, and writes nothing:', () => {
  const files: Record<string, string> = {
    'short-key': 'abcd',
    'no-key': `${'zz'.repeat(32)}`,
    'few.csv': csvOf(first.slice(0, 39)),
    'empty.csv': '',
    'header.csv': 'frame1,frame2,q1,q2\n',
    'ragged.csv': 'frame1,frame2,q1,q2\n1,2,3\n',
    'no.json': '{',
    'array.json': '[]',
    'week.json': '{"week":"2026-11-20"}',
    'circle.json': '{"hierarchies":{"frame1":{"1":"west","west":"east","east":"west"}}}',
    'codes.json': '{"codes":{"frame1":["0","1","2"]}}',
    'table.json': '{"tables":[["q1","frame9"]]}',
  }
  beforeAll(() => Promise.all(Object.entries(files).map(([name, text]) => writeFile(at(name), text))))

  test.each<[string, Record<string, string | undefined>, number, RegExp]>([
    ['a key too short', { key: 'short-key' }, 2, /^\S+short-key is no key: it must hold 64 hex digits\.$/],
    ['a key that is none', { key: 'no-key' }, 2, /^\S+no-key is no key: it must hold 64 hex digits\.$/],
    ['no key file', { key: 'nowhere' }, 2, /^\S+nowhere cannot be read\.$/],
    ['no answers file', { responses: 'nowhere.csv' }, 2, /^\S+nowhere\.csv cannot be read\.$/],
    ['an empty file', { responses: 'empty.csv' }, 2, /^The file has no answers\.$/],
    ['a header alone', { responses: 'header.csv' }, 2, /^The file has no answers\.$/],
    ['a ragged file', { responses: 'ragged.csv' }, 2, /^\S+ragged\.csv: .*line 2/],
    ['a missing frame', { frames: 'frame1,place' }, 2, /^--frames: the answers have no column place\.$/],
    ['a missing item', { items: 'q1,q3' }, 2, /^--items: the answers have no column q3\.$/],
    ['an empty name', { items: 'q1,' }, 2, /^--items: the answers have no column \(empty\)\.$/],
    ['a column every object has', { items: 'toString' }, 2, /^--items: the answers have no column toString\.$/],
    ['a column named twice', { frames: 'frame1,frame1' }, 1, /^Two columns or two codes are called frame1\.$/],
    ['too few answers', { responses: 'few.csv' }, 1, /^There are 39 answers; a release needs at least 40\.$/],
    ['no option at all', { responses: undefined, items: undefined }, 2, /^Missing: --responses, --items$/],
    ['a plan that is no JSON', { plan: 'no.json' }, 2, /^\S+no\.json is not JSON\.$/],
    ['a plan that is a list', { plan: 'array.json' }, 2, /^\S+array\.json:.*object/],
    ['a wrong week', { plan: 'week.json' }, 2, /^\S+week\.json: week /],
    ['a circle', { plan: 'circle.json' }, 2, /^\S+circle\.json: the hierarchy of frame1 leads back to itself\.$/],
    ['an unknown code', { plan: 'codes.json' }, 1, /^No code of the plan stands for frame1 = 3\.$/],
    ['an unknown table', { plan: 'table.json' }, 1, /^The plan names q1 × frame9, which is not among/],
  ])('%s', async (_, changed, code, sentence) => {
    const isPath = (name: string) => ['key', 'responses', 'plan'].includes(name)
    const words = Object.entries(changed).map(([name, value]) => [name, value && isPath(name) ? at(value) : value])
    const ran = await saidHere(wordsOf({ ...Object.fromEntries(words), out: at('refused') }))
    expect(ran).toEqual({ code, output: expect.stringMatching(sentence) })
    expect(ran.output).not.toContain('\n')
    await expect(readdir(at('refused'))).rejects.toThrow('ENOENT')
  })

  test('also from the command line, on the output that is meant for it', async () => {
    const [key, few] = await Promise.all([
      build({ key: at('no-key'), out: at('refused') }),
      build({ responses: at('few.csv'), out: at('refused') }),
    ])
    expect(key).toMatchObject({ code: 2, said: '', complained: expect.stringMatching(/^\S+ is no key: .*\n$/) })
    expect(few).toMatchObject({ code: 1, said: 'There are 39 answers; a release needs at least 40.\n', complained: '' })
  })

  test('a folder that is not empty is left as it is', async () => {
    await mkdir(at('full'))
    await writeFile(at('full', 'mine.txt'), 'mine')
    const ran = await build({ out: at('full') })
    expect([ran.code, ran.complained]).toEqual([2, expect.stringMatching(/full is not empty\.\n$/)])
    expect(await readdir(at('full'))).toEqual(['mine.txt'])
  })

  test('an earlier package that is none', async () => {
    const ran = await build({ out: at('refused') }, ['--previous', at('nowhere')])
    expect([ran.code, ran.complained]).toEqual([2, expect.stringMatching(/nowhere cannot be read: /)])
    await mkdir(at('hollow'))
    expect((await saidHere([...wordsOf({ out: at('refused') }), '--previous', at('hollow')])).code).not.toBe(0)
  })
})

describe('release check', () => {
  const check = (...words: string[]) => krajan(['release', 'check', ...words])

  test('good is 0, bad is 1 with its first reason, unreadable is 2', async () => {
    expect(await check(at('one'))).toMatchObject({ code: 0 })
    await mkdir(at('bad'))
    for (const [path = '', hex = ''] of await contentsOf(at('one'))) {
      await mkdir(join(at('bad'), path, '..'), { recursive: true })
      await writeFile(join(at('bad'), path), Buffer.from(hex, 'hex'))
    }
    await writeFile(
      at('bad', 'margins.csv'),
      (await readFile(at('bad', 'margins.csv'), 'utf8')).replace(/\d+\n/, '5\n'),
    )
    const bad = await check(at('bad'))
    expect([bad.code, bad.said.trim().split('\n').length]).toEqual([1, 1])
    expect(bad.said).toContain('margins.csv')
    expect(await check(at('nowhere'))).toMatchObject({ code: 2 })
  })

  test('--json tells what was checked', async () => {
    const { code, said } = await check(at('one'), '--json')
    expect([code, JSON.parse(said)]).toMatchObject([
      0,
      { good: true, checked: { tables: 4, signature: 'not checked' } },
    ])
  })

  test('believes the key that signed it and no other', async () => {
    for (const [key, exit] of [
      ['key', 0],
      ['other-key', 1],
    ] as const) {
      const { said } = await krajan(['release', 'key', '--key', at(key)])
      await writeFile(at(`${key}.public`), said)
      expect(await check(at('one'), '--public-key', at(`${key}.public`))).toMatchObject({ code: exit })
    }
  })
})

// the checker answers `print(…) ?? 2`, and the command's own `print` returns the length of its list
test('release check without a folder is wrongly called: 2', async () => {
  expect((await krajan(['release', 'check'])).code).toBe(2)
})

describe('release key', () => {
  test('prints the public key as PEM, the same each time, and never the secret', async () => {
    const [one, again, other] = await Promise.all(
      ['key', 'key', 'other-key'].map((name) => krajan(['release', 'key', '--key', at(name)])),
    )
    expect(one).toMatchObject({ code: 0, complained: '' })
    expect(one?.said).toMatch(/^-----BEGIN PUBLIC KEY-----\n[\w+/=]+\n-----END PUBLIC KEY-----\n$/)
    expect([again?.said === one?.said, other?.said === one?.said]).toEqual([true, false])
  })

  test('of a wrong file is 2', async () => {
    expect(await krajan(['release', 'key', '--key', at('first.csv')])).toMatchObject({ code: 2 })
    expect(await krajan(['release', 'key'])).toMatchObject({ code: 2, complained: 'Missing: --key\n' })
  })
})
