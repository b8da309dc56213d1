import { beforeAll, describe, expect, test } from 'vitest'
import { pack, zipLimits } from '../../../src/sharing/reading/zip.ts'
import type { Package } from '../../../src/sharing/release/format.ts'
import { publicUrl, testApp } from '../../support/app.ts'
import { aCentre, aMember, type TestCentre, type TestMember } from '../../support/cast.ts'
import { testDatabase } from '../../support/database.ts'
import { anOfferedRelease, builtRelease, keysOf, merged } from '../../support/releases.ts'
import { textOf } from '../../surveys/scene.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const outside = keysOf(11)

let centre: TestCentre
let members: Record<'admin' | 'coordinator' | 'reader', TestMember>
let network: string
let files: Package

beforeAll(async () => {
  centre = await aCentre(ownerDb)
  members = {
    admin: await aMember(ownerDb, [centre], 'admin'),
    coordinator: await aMember(ownerDb, [centre]),
    reader: await aMember(ownerDb, [centre], 'reader'),
  }
  network = `/app/${centre.slug}/sharing/network`
  files = (await builtRelease({ centre: 'plzensky', keys: outside, crowd: merged })).files
})

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const page = async (path: string, member = members.coordinator) =>
  plain(await textOf(app.get(`${network}${path}`, member.cookie)))

const upload = (zip: Uint8Array | undefined, member = members.coordinator) => {
  const body = new FormData()
  if (zip) body.set('package', new File([zip as Uint8Array<ArrayBuffer>], 'balicek.zip', { type: 'application/zip' }))
  return app.app.request(`${publicUrl}${network}/imports`, {
    method: 'POST',
    headers: { cookie: member.cookie, origin: publicUrl },
    body,
  })
}
const refused = async (zip: Uint8Array | undefined) => {
  const answer = await upload(zip)
  return [answer.status, plain(await textOf(answer))] as const
}
const imported = () =>
  ownerDb
    .selectFrom('imported_releases')
    .select(['id', 'centre', 'manifest_hash'])
    .where('centre_id', '=', centre.id)
    .execute()
const keyFields = { region: 'Plzeňský kraj', public_key: outside.publicKeyPem }

describe('the list of trusted keys', () => {
  test('is read by everybody of the centre and kept by administrators', async () => {
    expect(await page('/keys', members.reader)).toContain('Klíče spravuje správce centra')
    for (const member of [members.reader, members.coordinator])
      expect((await app.post(`${network}/keys`, keyFields, member.cookie)).status).toBe(403)
    expect(await page('/keys')).not.toContain('Plzeňský kraj')
  })

  test('takes no private key and no nonsense, and keeps what was typed', async () => {
    for (const public_key of ['hello', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', '']) {
      const answer = await app.post(`${network}/keys`, { ...keyFields, public_key }, members.admin.cookie)
      const html = await textOf(answer)
      expect(answer.status).toBe(422)
      expect(html).toContain('value="Plzeňský kraj"')
      if (public_key) expect(plain(html)).toContain('Tohle není veřejný klíč. Vložte celý text')
    }
  })

  test('lets a key of an unknown region in only when it is there', async () => {
    const [status, text] = await refused(pack(files))
    expect(status).toBe(422)
    expect(text).toContain(`klíčem ${outside.keyId}, kterému zatím nevěříte`)
    expect(await imported()).toEqual([])
    for (let time = 0; time < 2; time += 1) {
      const answer = await app.post(`${network}/keys`, keyFields, members.admin.cookie)
      expect(answer.headers.get('location')).toBe(`${network}/keys?done=trusted`)
    }
    const keys = await ownerDb.selectFrom('trusted_keys').select('key_id').where('centre_id', '=', centre.id).execute()
    expect(keys).toEqual([{ key_id: outside.keyId }])
    expect(await page('/keys')).toContain(outside.keyId.replace(/(.{4})(?=.)/g, '$1 '))
  })
})

describe('a package', () => {
  test('is refused with a sentence when there is none, or it is no package', async () => {
    expect(await refused(undefined)).toEqual([422, expect.stringContaining('Vyberte soubor.')])
    expect(await refused(new TextEncoder().encode('hello'))).toEqual([
      422,
      expect.stringContaining('Tohle není soubor ZIP'),
    ])
    expect(await refused(pack(new Map([['readme.txt', new Uint8Array(3)]])))).toEqual([
      422,
      expect.stringContaining('není balíček sdílených dat'),
    ])
    const bomb = pack(new Map([['manifest.json', new Uint8Array(zipLimits.unpacked + 1)]]))
    expect(await refused(bomb)).toEqual([422, expect.stringContaining('větší, než může balíček být')])
  })

  test('of a region of this network need not be uploaded, and its key goes by the name of the region', async () => {
    const region = await aCentre(ownerDb)
    const offered = await anOfferedRelease(ownerDb, region, { keys: keysOf(31) })
    const [status, text] = await refused(pack(offered.files))
    expect(status).toBe(422)
    expect(text.replaceAll('\u00a0', ' ')).toContain('Tohle vydání máte v síti, nahrávat ho nemusíte.')
    expect(text).not.toContain('zatím nevěříte')
    expect(await imported()).toEqual([])
    const keys = await page('/keys')
    expect(keys).toContain(`${region.name} ${offered.keys.keyId.slice(0, 4)}`)
  })

  test('is refused when a single byte of it was changed, with the checker’s own line beside', async () => {
    const cells = new TextDecoder().decode(files.get('cells.csv')).replace(/\n(.*),\d+\n/, '\n$1,10\n')
    const [status, text] = await refused(pack(new Map([...files, ['cells.csv', new TextEncoder().encode(cells)]])))
    expect(status).toBe(422)
    expect(text).toContain('není takový, jaký ho kraj podepsal')
    expect(text).toMatch(/ověřovacího programu: .*cells\.csv/)
    expect(await imported()).toEqual([])
  })

  test('larger than a form may be is let in, one larger than a package may be is not read at all', async () => {
    const padded = Buffer.concat([pack(files), Buffer.alloc(1024 * 1024)])
    expect((await upload(padded)).status).not.toBe(413)
    expect((await upload(new Uint8Array(10 * 1024 * 1024))).status).toBe(413)
    await ownerDb.deleteFrom('imported_files').execute()
    await ownerDb.deleteFrom('imported_releases').execute()
  })

  test('that is good comes in once, whoever sends it how often', async () => {
    const answers = await Promise.all([upload(pack(files)), upload(pack(files))])
    const [release, ...more] = await imported()
    expect(more).toEqual([])
    expect(answers.map((answer) => answer.headers.get('location')).sort()).toEqual([
      `${network}/${release?.id}?done=imported`,
      `${network}/${release?.id}?done=known`,
    ])
    expect(await page(`/${release?.id}?done=imported`)).toContain('Podpis, součty i všechny důkazy jsme přepočítali')
    expect((await upload(pack(files), members.reader)).status).toBe(403)
  })

  test('goes by the name of its key in the catalogue, is compared like others, and worked out again', async () => {
    const [release] = await imported()
    const other = await aCentre(ownerDb)
    const offered = await anOfferedRelease(ownerDb, other)
    expect(await page('')).toMatch(/Plzeňský kraj .* Ověřené ze souboru/)
    const text = await page(`/compare?r=${offered.id}&r=${release?.id}&item=still&frame=age`)
    expect(text).toContain(`${other.name} a Plzeňský kraj mají společné členění „Věk“`)
    const again = await app.post(`${network}/${release?.id}/check`, {}, members.coordinator.cookie)
    expect(plain(await textOf(again))).toContain('Balíček je v pořádku')
    const zip = await app.get(`${network}/${release?.id}/package.zip`, members.reader.cookie)
    expect(new Uint8Array(await zip.arrayBuffer())).toEqual(pack(files))
  })

  test('is nobody else’s', async () => {
    const [release] = await imported()
    const stranger = await aCentre(ownerDb)
    const { cookie } = await aMember(ownerDb, [stranger], 'admin')
    const theirs = `/app/${stranger.slug}/sharing/network`
    expect((await app.get(`${theirs}/${release?.id}`, cookie)).status).toBe(404)
    expect((await app.post(`${theirs}/keys/${outside.keyId}/remove`, {}, cookie)).status).toBe(404)
    // each belt holds with the other one off
    for (const asked of [app, testApp(ownerDb)]) {
      expect((await asked.get(`${theirs}/${release?.id}`, cookie)).status).toBe(404)
      await asked.post(`${theirs}/imports/delete`, { id: release?.id ?? '' }, cookie)
      expect((await imported()).length).toBe(1)
    }
  })

  test('keeps its key on the list as long as it is here', async () => {
    const remove = () => app.post(`${network}/keys/${outside.keyId}/remove`, {}, members.admin.cookie)
    expect((await remove()).headers.get('location')).toBe(`${network}/keys?done=in_use`)
    expect(await page('/keys?done=in_use')).toContain('Smažte nejdřív to.')
  })

  test('is thrown out by whoever may let in, with its files; then its key may go', async () => {
    const [release] = await imported()
    const remove = (member: TestMember) =>
      app.post(`${network}/imports/delete`, { id: release?.id ?? '' }, member.cookie)
    expect((await remove(members.reader)).status).toBe(403)
    expect((await remove(members.coordinator)).headers.get('location')).toBe(`${network}?done=deleted`)
    expect((await remove(members.coordinator)).status).toBe(303)
    expect(await imported()).toEqual([])
    expect(await ownerDb.selectFrom('imported_files').select('path').execute()).toEqual([])
    const actions = await ownerDb
      .selectFrom('audit_entries')
      .select('action')
      .where('subject_id', '=', release?.id ?? '')
      .orderBy('action')
      .execute()
    expect(actions.map(({ action }) => action)).toEqual(['release.import_deleted', 'release.imported'])
    const key = await app.post(`${network}/keys/${outside.keyId}/remove`, {}, members.admin.cookie)
    expect(key.headers.get('location')).toBe(`${network}/keys?done=gone`)
    expect(await page('/keys?done=gone')).toContain('Zatím žádný klíč zvenku')
  })
})
