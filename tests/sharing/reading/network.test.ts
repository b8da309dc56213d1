import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../src/lib/ids.ts'
import { checkPackage } from '../../../src/sharing/checker/check.mjs'
import { pack, unpack } from '../../../src/sharing/reading/zip.ts'
import { testApp } from '../../support/app.ts'
import { aCentre, aMember, type TestCentre, type TestMember } from '../../support/cast.ts'
import { testDatabase } from '../../support/database.ts'
import { anImportedRelease, anOfferedRelease, merged } from '../../support/releases.ts'
import { textOf } from '../../surveys/scene.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)

let [ours, first, second]: TestCentre[] = []
let reader: TestMember
let coordinator: TestMember
let offered: Awaited<ReturnType<typeof anOfferedRelease>>
let other: Awaited<ReturnType<typeof anOfferedRelease>>
let network: string

beforeAll(async () => {
  ;[ours, first, second] = [await aCentre(ownerDb), await aCentre(ownerDb), await aCentre(ownerDb)]
  reader = await aMember(ownerDb, [ours as TestCentre], 'reader')
  coordinator = await aMember(ownerDb, [ours as TestCentre])
  offered = await anOfferedRelease(ownerDb, first as TestCentre, { validUntil: new Date('2099-12-31T11:00:00Z') })
  other = await anOfferedRelease(ownerDb, second as TestCentre, { crowd: merged })
  network = `/app/${ours?.slug}/sharing/network`
})

const page = (path: string, member = reader) => textOf(app.get(`${network}${path}`, member.cookie))
const plain = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
const downloads = () =>
  ownerDb.selectFrom('downloads').select(['release_id', 'path', 'by_centre', 'by_member']).orderBy('id').execute()

describe('the catalogue', () => {
  test('shows what was offered: whose, of what, until when, and what for', async () => {
    const text = plain(await page(''))
    expect(text).toContain(first?.name)
    for (const said of [
      'Bariéry návratu',
      'vlna 1, vydání 1',
      '16.–22. 11. 2026',
      'Jen pro plánování služeb rodákům',
      '31. 12. 2099',
      'Podepsané v síti',
    ])
      expect(text).toContain(said)
  })

  test('says what would be there when nothing is', async () => {
    const lonely = await aCentre(ownerDb)
    const { cookie } = await aMember(ownerDb, [lonely])
    await ownerDb
      .updateTable('offers')
      .set({ audience: 'centre', to_centre: ours?.id ?? '' })
      .execute()
    expect(await textOf(app.get(`/app/${lonely.slug}/sharing/network`, cookie))).toContain(
      'Zatím vám nikdo nic nenabídl',
    )
    await ownerDb.updateTable('offers').set({ audience: 'network', to_centre: null }).execute()
  })

  test('shows our own approved release too, to compare it, but none that is not approved', async () => {
    const own = await anOfferedRelease(ownerDb, ours as TestCentre, { audience: 'none', title: 'Naše vlastní' })
    expect(await page('')).toContain(`${network}/${own.id}`)
    expect((await app.get(`${network}/${own.id}`, reader.cookie)).status).toBe(200)
    await ownerDb
      .updateTable('releases')
      .set({ status: 'ready', decided_by: null, decided_at: null })
      .where('id', '=', own.id)
      .execute()
    expect(await page('')).not.toContain(own.id)
    expect((await app.get(`${network}/${own.id}`, reader.cookie)).status).toBe(404)
  })
})

describe('one release', () => {
  test('is read by a reader, question by question, and a hidden count is <10', async () => {
    const text = plain(await page(`/${offered.id}?item=still`))
    expect(text).toContain('Uvažujete o návratu?')
    expect(text).toContain('&lt;10')
    expect(plain(await page(`/${offered.id}?item=barriers.pay`))).toContain('Mzda')
    expect((await app.get(`${network}/${offered.id}?item=nothing`, reader.cookie)).status).toBe(200)
  })

  test('is a 404 when it was not offered, was withdrawn, or its time is over', async () => {
    const secret = await anOfferedRelease(ownerDb, first as TestCentre, { audience: 'none' })
    const theirs = await anOfferedRelease(ownerDb, first as TestCentre, { toCentre: second?.id ?? '' })
    const over = await anOfferedRelease(ownerDb, first as TestCentre, { validUntil: new Date(Date.now() - 1000) })
    const withdrawn = await anOfferedRelease(ownerDb, first as TestCentre)
    await ownerDb
      .updateTable('offers')
      .set({ withdrawn_at: new Date(), withdrawn_by: newId() })
      .where('id', '=', withdrawn.offerId ?? '')
      .execute()
    for (const id of [secret.id, theirs.id, over.id, withdrawn.id, newId()]) {
      for (const path of ['', '/cells.csv', '/package.zip'])
        expect([id, path, (await app.get(`${network}/${id}${path}`, coordinator.cookie)).status]).toEqual([
          id,
          path,
          404,
        ])
      expect((await app.post(`${network}/${id}/check`, {}, coordinator.cookie)).status).toBe(404)
      expect(plain(await page(`/compare?r=${offered.id}&r=${id}`))).toContain('Vyberte aspoň dvě vydání')
    }
  })

  test('comes as a table for Excel, and the download is in the book of whose it is', async () => {
    const before = await downloads()
    const answer = await app.get(`${network}/${offered.id}/cells.csv`, reader.cookie)
    const bytes = Buffer.from(await answer.arrayBuffer())
    const csv = bytes.toString()
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(csv.split('\r\n')[0]).toBe('\ufeffOtázka;Odpověď;Podle čeho;Skupina;Počet;Z\u00a0koho (n)')
    expect(csv).toMatch(/\nUvažujete o návratu\?;Ano;Věk;35–44 let;<10;4[05]\r/)
    expect(csv).not.toMatch(/;0;/)
    expect((await downloads()).slice(before.length)).toEqual([
      { release_id: offered.id, path: 'cells.csv', by_centre: ours?.id, by_member: reader.id },
    ])
  })

  test('comes as a package, the same bytes each time, which the checker takes for good', async () => {
    const before = await downloads()
    const ask = async () =>
      new Uint8Array(await (await app.get(`${network}/${offered.id}/package.zip`, reader.cookie)).arrayBuffer())
    const [zip, again] = [await ask(), await ask()]
    expect(again).toEqual(zip)
    const unpacked = unpack(zip)
    if (unpacked.kind !== 'unpacked') throw new Error(unpacked.kind)
    expect([...unpacked.files.keys()]).toEqual([...offered.files.keys()].sort())
    expect(checkPackage(unpacked.files, { publicKeyPem: offered.keys.publicKeyPem }).good).toBe(true)
    expect((await downloads()).slice(before.length).map(({ path }) => path)).toEqual(['package.zip', 'package.zip'])
    expect(zip).toEqual(pack(offered.files))
  })

  test('is worked out again when somebody asks, and says in plain words when it does not hold', async () => {
    const good = plain(await textOf(app.post(`${network}/${offered.id}/check`, {}, coordinator.cookie)))
    expect(good).toContain('Balíček je v pořádku')
    expect(good).toContain('Ke všem 2 skrytým číslům sedí oba vymyšlené soubory odpovědí.')
    const of = { centre_id: second?.id ?? '', release_id: other.id, path: 'covers.json' }
    const put = async (bytes: Uint8Array) => {
      await ownerDb.deleteFrom('release_files').where('release_id', '=', other.id).where('path', '=', of.path).execute()
      await ownerDb
        .insertInto('release_files')
        .values({ ...of, bytes: Buffer.from(bytes) })
        .execute()
    }
    await put(new TextEncoder().encode('{ }'))
    const bad = plain(await textOf(app.post(`${network}/${other.id}/check`, {}, coordinator.cookie)))
    expect(bad).toContain('Balíček neprošel ověřením')
    expect(bad).toContain('není takový, jaký ho kraj podepsal')
    await put(other.files.get(of.path) ?? new Uint8Array())
    expect((await app.post(`${network}/${other.id}/check`, {}, reader.cookie)).status).toBe(403)
  })
})

describe('two regions side by side', () => {
  const address = (more = '') => `/compare?r=${offered.id}&r=${other.id}${more}`

  test('are compared on the ages they have in common, which are named', async () => {
    const text = plain(await page(address('&item=still&frame=age')))
    expect(text).toContain(`${first?.name} a ${second?.name} mají společné členění „Věk“: Do 34 let; 35 a více let.`)
    expect(text).toContain('A: ')
    expect(text).toMatch(/nižší|vyšší|náznak rozdílu|nelze odlišit od náhody/)
  })

  test('say that a count is hidden, between what and what, and draw it hatched with its legend', async () => {
    const html = await page(address('&item=still&frame=age'))
    expect(plain(html)).toMatch(/\d+ až \d+ z \d+/)
    expect(html).toContain('class="chart-hidden"')
    expect(plain(html)).toContain('Šrafa je rozpětí')
  })

  test('all options of a question are one screen', async () => {
    const text = plain(await page(address('&item=barriers')))
    expect(text).toContain('2 možnosti naráz: Práce, Mzda')
    expect(text).toMatch(/Práce: .* má nižší podíl \(.*\) než/)
  })

  test('are looked at by everybody together too, question after question', async () => {
    const html = await page(address('&item=still&frame='))
    const frame = html.match(/<select[^>]*name="frame"[^>]*>/)?.[0]
    expect(frame).toBeDefined()
    expect(frame).not.toContain('required')
    expect(html).toMatch(/<h2>Uvažujete o návratu\? · Všichni dohromady<\/h2>/)
    expect(html).toContain('Kvůli zaokrouhlení nemusí dát součet 100 %.')
  })

  test('have their options under the question they belong to', async () => {
    const html = await page(address())
    expect(html).toMatch(/<optgroup label="Možnosti otázky „Překážky návratu“"><option value="barriers"[^<]*<\/option>/)
    expect(html).toMatch(/<option value="barriers.pay">Mzda<\/option><\/optgroup><option value="still">/)
  })

  test('come as a table with decimal commas', async () => {
    const answer = await app.get(
      `${network}${address('&item=still')}`.replace('/compare?', '/compare.csv?'),
      reader.cookie,
    )
    const lines = (await answer.text()).trim().split('\r\n')
    expect(lines).toHaveLength(5)
    expect(lines[1]).toMatch(new RegExp(`^${first?.name};Všichni dohromady;Ano;\\d+;\\d+;\\d+;\\d+(,\\d)?;`))
    expect(lines[2]).toMatch(/;nižší;-\d+(,\d)?;-?\d+(,\d)?$/)
  })

  test('need to be two, of different people, with a question in common; else a page says why', async () => {
    const later = await anOfferedRelease(ownerDb, first as TestCentre, { slug: `${offered.slug}-x` })
    expect(plain(await page('/compare'))).toContain('Vyberte aspoň dvě vydání')
    expect(plain(await page(`/compare?r=${offered.id}&r=${offered.id}`))).toContain('Vyberte aspoň dvě vydání')
    expect(plain(await page(`/compare?r=nonsense&r=%00&frame=x&item=y`))).toContain('Vyberte aspoň dvě vydání')
    expect(plain(await page(`/compare?r=${offered.id}&r=${later.id}&item=still`))).toContain(
      'různě pojmenovaných dotazníků',
    )
    expect(plain(await page(address('&item=still&frame=field')))).toContain('ukazujeme proto všechny lidi dohromady')
    const same = await anOfferedRelease(ownerDb, first as TestCentre, { slug: 'bariery' })
    const again = await anImportedRelease(ownerDb, ours as TestCentre, first?.slug ?? '')
    for (const path of ['compare', 'totals']) {
      const told = await page(`/${path}?r=${same.id}&r=${again.network}`)
      expect(plain(told)).toContain('z téže vlny téhož kraje')
      expect(told).not.toContain('<table')
    }
    expect((await app.get(`${network}/compare.csv`, reader.cookie)).headers.get('location')).toBe(`${network}/compare`)
  })

  test('are added up, and the sum says that it is not exact', async () => {
    const text = plain(await page(address('&item=still&frame=age').replace('/compare', '/totals')))
    expect(text).toMatch(/asi \d+/)
    expect(text).toMatch(/nejspíš \d+ až \d+/)
    const csv = await (
      await app.get(`${network}${address('&item=still')}`.replace('/compare?', '/totals.csv?'), reader.cookie)
    ).text()
    expect(csv.trim().split('\r\n')).toHaveLength(3)
  })

  test('in English too', async () => {
    await ownerDb.updateTable('members').set({ lang: 'en' }).where('id', '=', reader.id).execute()
    const text = plain(await page(address('&item=still&frame=age')))
    expect(text).toContain('have these groups of “Age” in common: Up to 34; 35 and more.')
    expect(plain(await page(''))).toContain('Data from other regions')
    await ownerDb.updateTable('members').set({ lang: 'cs' }).where('id', '=', reader.id).execute()
  })
})
