import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { readFolder, runChecker } from '../../../src/sharing/checker/check.mjs'
import { firstFiles, secondFiles } from './drafts.ts'
import { publicKeyPem } from './hand-made.ts'

const checker = fileURLToPath(new URL('../../../src/sharing/checker/check.mjs', import.meta.url))
const home = mkdtempSync(join(tmpdir(), 'krajan-checker-'))
afterAll(() => rmSync(home, { recursive: true }))

const saved = (name: string, files: ReadonlyMap<string, Uint8Array>) => {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(home, name, path)), { recursive: true })
    writeFileSync(join(home, name, path), content)
  }
  return join(home, name)
}

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [checker, ...args], { encoding: 'utf8', cwd: home })
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^[^\n]+\n$/)
  return { status, told: stdout.trimEnd() }
}

const first = saved('first', firstFiles)
const second = saved('second', secondFiles)
const key = join(home, 'key.pem')
writeFileSync(key, publicKeyPem)
const flipped = saved('flipped', new Map(firstFiles).set('cells.csv', new TextEncoder().encode('item')))
const counted = '12 files, 4 tables, 20 cells (2 hidden), 4 worlds, 0 earlier releases, differences not given'
const usage = 'usage: node check.mjs DIR [--public-key FILE] [--previous DIR …] [--json]'

describe('on the command line', () => {
  test('a good release is 0', () => {
    expect(run(first, '--public-key', key)).toEqual({ status: 0, told: `good: signature valid, ${counted}` })
  })

  test('without a key it says that the signature was not checked', () => {
    expect(run(first)).toEqual({ status: 0, told: `good: signature not checked (no --public-key), ${counted}` })
  })

  test('a bad one is 1 and tells the first reason', () => {
    const told = 'bad: cells.csv does not have the hash that manifest.json gives'
    expect(run(flipped, '--public-key', key)).toEqual({ status: 1, told })
  })

  test('earlier releases follow --previous', () => {
    expect(run(second, '--previous', first)).toMatchObject({ status: 0 })
    expect(run('--previous', first, '--public-key', key, '--json', second)).toMatchObject({ status: 0 })
    expect(run(second)).toMatchObject({ status: 1, told: expect.stringMatching(/was not given$/) })
    expect(run(second, '--previous', first, flipped)).toMatchObject({ status: 1 })
  })

  test('--json tells what was checked, good or bad', () => {
    const good = run(first, '--json', '--public-key', key)
    expect(JSON.parse(good.told)).toMatchObject({ good: true, checked: { signature: 'valid', hidden: 2, worlds: 4 } })
    const bad = run('--json', flipped)
    expect([bad.status, JSON.parse(bad.told)]).toMatchObject([1, { good: false, unreadable: false }])
  })

  const unreadable: [string, string[], RegExp][] = [
    ['no folder', [join(home, 'nowhere')], /^unreadable: .*no such file or directory/],
    ['a file for a folder', [key], /^unreadable: .*not a directory/],
    ['a folder without a package', [home], /^unreadable: manifest\.json is missing/],
    ['no key file', [first, '--public-key', join(home, 'nokey')], /^unreadable: .*no such file or directory/],
    [
      'a key that is none',
      [first, '--public-key', join(first, 'codes.json')],
      /^unreadable: the public key is no Ed25519/,
    ],
    ['no earlier folder', [second, '--previous', join(home, 'nowhere')], /^unreadable: .*no such file or directory/],
    [
      'an earlier folder that is no package',
      [second, '--previous', join(first, 'worlds')],
      /^unreadable: given release 1: manifest\.json is missing/,
    ],
    ['nothing asked', [], new RegExp(`^${usage.replace(/[[\]]/g, '\\$&')}$`)],
    ['two folders', [first, second], /^usage/],
    ['an unknown option', [first, '--fast'], /^usage/],
    ['a key without a file', [first, '--public-key'], /^usage/],
    ['two keys', [first, '--public-key', key, '--public-key', key], /^usage/],
  ]
  test.each(unreadable)('%s is 2', (_, args, told) =>
    expect(run(...args)).toEqual({ status: 2, told: expect.stringMatching(told) }),
  )

  test('a link is not followed, not to a file and not to a folder', () => {
    const linked = saved('linked', firstFiles)
    rmSync(join(linked, 'notes'), { recursive: true })
    symlinkSync(join(first, 'notes'), join(linked, 'notes'))
    expect(run(linked)).toEqual({ status: 1, told: 'bad: notes is neither a plain file nor a folder' })
    rmSync(join(linked, 'notes'))
    symlinkSync('/etc/passwd', join(linked, 'notes'))
    expect(run(linked)).toEqual({ status: 1, told: 'bad: notes is neither a plain file nor a folder' })
  })

  test('what it says is short, however long what it was asked', () => {
    const { status, told } = run(join(home, 'x'.repeat(2000)))
    expect(status).toBe(2)
    expect(told.length).toBeLessThan(320)
  })

  test('a folder of thousands of files is not read to the end', () => {
    const crowded = saved('crowded', firstFiles)
    for (let at = 0; at < 5000; at++) writeFileSync(join(crowded, `${at}.txt`), '')
    expect(run(crowded)).toEqual({ status: 1, told: 'bad: the folder holds too many files for a release package' })
  })

  test('and from our own code, with the same answers', () => {
    const lines: string[] = []
    expect(runChecker([first, '--public-key', key], (line) => lines.push(line))).toBe(0)
    expect(lines).toEqual([`good: signature valid, ${counted}`])
    expect(readFolder(first)).toEqual(
      new Map([...readFolder(first)].map(([path]) => [path, Buffer.from(firstFiles.get(path) ?? [])])),
    )
    expect([...readFolder(first).keys()].toSorted()).toEqual([...firstFiles.keys()].toSorted())
  })

  test('through a link to the checker itself', () => {
    const link = join(home, 'verify')
    symlinkSync(checker, link)
    const { status, stdout } = spawnSync(process.execPath, [link, flipped], { encoding: 'utf8' })
    expect([status, stdout]).toEqual([1, 'bad: cells.csv does not have the hash that manifest.json gives\n'])
  })
})
