import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { createDice } from '../../../seeds/dice.ts'
import { distrustKey, importPackage, trustKey } from '../../../src/sharing/imports.ts'
import { listImported, listTrustedKeys, readImportedFiles } from '../../../src/sharing/queries/imports.ts'
import { pack } from '../../../src/sharing/reading/zip.ts'
import { countAnswers } from '../../../src/sharing/release/answers.ts'
import { buildRelease } from '../../../src/sharing/release/build.ts'
import type { Package } from '../../../src/sharing/release/format.ts'
import { keysFrom } from '../../../src/sharing/release/keys.ts'
import { plainPlan } from '../../../src/sharing/release/plain-plan.ts'
import { testDatabase } from '../../support/database.ts'
import { setScene } from './scene.ts'

const database = testDatabase()
const keys = keysFrom(new Uint8Array(32).fill(7))
let files: Package

/** A release of a region that has an installation of its own. */
beforeAll(async () => {
  const dice = createDice(5)
  const answers = Array.from({ length: 400 }, () => ({ age: `${dice.int(1, 3)}`, q: `${dice.int(1, 2)}` }))
  const plan = plainPlan(answers, ['age'], ['q'])
  const counts = countAnswers(plan, answers)
  const built = await buildRelease({ plan, counts, keys, previous: [] })
  if (built.kind !== 'certified') throw new Error(JSON.stringify(built))
  files = built.files
})

type Scene = Awaited<ReturnType<typeof setScene>>
const take = (scene: Scene, zip: Uint8Array) =>
  scene.as((scope) => importPackage(scope, { zip, memberId: scene.first.id }))
const trust = (scene: Scene, publicKey: string) =>
  scene.as((scope) => trustKey(scope, { region: 'Zlínský kraj', publicKey, memberId: scene.first.id }))
const distrust = (scene: Scene, keyId: string) =>
  scene.as((scope) => distrustKey(scope, { keyId, memberId: scene.first.id }))
const imported = (scene: Scene) => scene.as(({ db, centreId }) => listImported(db, centreId))

describe('a package from outside', () => {
  test('is taken in once an administrator trusts its key, once, whole, and by that centre alone', async () => {
    const [scene, stranger] = [await setScene(database), await setScene(database)]
    expect(await take(scene, pack(files))).toEqual({ kind: 'unknown_key', keyId: keys.keyId })
    expect(await trust(scene, keys.publicKeyPem)).toEqual({ kind: 'trusted', keyId: keys.keyId })
    const taken = await take(scene, pack(files))
    expect(taken.kind).toBe('imported')
    const id = 'id' in taken ? taken.id : ''
    expect(await take(scene, pack(files))).toEqual({ kind: 'known', id })
    expect(await imported(scene)).toMatchObject([
      {
        id,
        centre: 'demo',
        survey: 'demo',
        wave: 'demo',
        snapshot: 1,
        region: 'Zlínský kraj',
        imported_by_name: 'Jana První',
        result: { signature: 'valid' },
      },
    ])
    const kept = await scene.as(({ db, centreId }) => readImportedFiles(db, centreId, id))
    expect([...kept].map(([path, bytes]) => [path, Buffer.from(bytes).toString('hex')])).toEqual(
      [...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('hex')]),
    )
    expect(await imported(stranger)).toEqual([])
    expect((await stranger.as(({ db }) => readImportedFiles(db, scene.centre.id, id))).size).toBe(0)
    expect((await take(stranger, pack(files))).kind).toBe('unknown_key')
  })

  test('by two people at once is taken in once', async () => {
    const scene = await setScene(database)
    await trust(scene, keys.publicKeyPem)
    const taken = await Promise.all([take(scene, pack(files)), take(scene, pack(files)), take(scene, pack(files))])
    expect(taken.map(({ kind }) => kind).sort()).toEqual(['imported', 'known', 'known'])
    expect((await imported(scene)).length).toBe(1)
  })

  test('that was changed, cut short, or is something else leaves nothing behind', async () => {
    const scene = await setScene(database)
    await trust(scene, keys.publicKeyPem)
    const changed = (path: string, change: (text: string) => string) =>
      pack(new Map([...files, [path, Buffer.from(change(Buffer.from(files.get(path) ?? '').toString()))]]))
    const without = (path: string) => pack(new Map([...files].filter(([name]) => name !== path)))
    const kinds = [
      await take(
        scene,
        changed('cells.csv', (text) => text.replace(/\d+\r?\n$/, '45\n')),
      ),
      await take(
        scene,
        changed('manifest.json', (text) => text.replace('"snapshot":1', '"snapshot":2')),
      ),
      await take(scene, without('covers.json')),
      await take(scene, without('manifest.json')),
      await take(
        scene,
        changed('manifest.json', () => '{"key_id": 5}'),
      ),
      await take(scene, pack(files).subarray(0, 500)),
      await take(scene, Buffer.from('no zip')),
    ].map(({ kind }) => kind)
    expect(kinds).toEqual(['bad', 'bad', expect.stringMatching(/bad|unreadable/), ...Array(4).fill('unreadable')])
    expect(await imported(scene)).toEqual([])
  })
})

test('a key is an Ed25519 key and public; one that verified something stays on the list', async () => {
  const scene = await setScene(database)
  const pair = generateKeyPairSync('ed25519')
  const secret = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString()
  for (const text of [secret, rsa, 'x', '']) expect(await trust(scene, text)).toEqual({ kind: 'not_a_key' })
  const other = await trust(scene, pair.publicKey.export({ type: 'spki', format: 'pem' }).toString())
  expect([other.kind, await trust(scene, keys.publicKeyPem), await trust(scene, `\n${keys.publicKeyPem}`)]).toEqual([
    'trusted',
    { kind: 'trusted', keyId: keys.keyId },
    { kind: 'known', keyId: keys.keyId },
  ])
  await take(scene, pack(files))
  expect([
    await distrust(scene, keys.keyId),
    await distrust(scene, 'keyId' in other ? other.keyId : ''),
    await distrust(scene, 'x'),
  ]).toEqual([{ kind: 'in_use' }, { kind: 'done' }, undefined])
  const listed = await scene.as(({ db, centreId }) => listTrustedKeys(db, centreId))
  expect(listed.map(({ key_id, in_use }) => [key_id, in_use])).toEqual([[keys.keyId, true]])
})
