import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inCentre } from '../../src/db/scope.ts'
import { testSettings } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk } from './desk.ts'

const database = testDatabase()
const { ownerDb, appDb } = database

describe('the settings of a centre', () => {
  test('are all kept, once, and the audit names the fields that changed and never their values', async () => {
    const { post, row, fields, base, audit, member, centre } = await aDesk(database)
    const wanted = fields({
      name: 'Kraj volá domů',
      name_en: 'The region calls home',
      phone: '353 222 111',
      web: 'https://kraj.example.org/doma',
      address: 'Nová 2\nKarlovy Vary',
      track_relocation: 'on',
      lang_de: '',
      mail_from_name: 'Klára  z\nkraje',
      reply_to: 'odpovedi@example.org',
      brand: 'own',
      brand_color: '#7D2A52',
    })
    const { lang_de: _, ...sent } = wanted
    const answers = await Promise.all([post(sent), post(sent)])
    expect(answers.map(({ status, headers }) => [status, headers.get('location')])).toEqual(
      [0, 1].map(() => [303, `${base}?done=saved`]),
    )
    expect(await row()).toMatchObject({
      name: 'Kraj volá domů',
      name_en: 'The region calls home',
      name_de: '',
      phone: '353 222 111',
      web: 'https://kraj.example.org/doma',
      address: 'Nová 2\nKarlovy Vary',
      tracks: ['return', 'relocation'],
      languages: ['cs', 'en', 'uk'],
      mail_from_name: 'Klára z kraje',
      reply_to: 'odpovedi@example.org',
      brand: 'own',
      brand_color: '#7d2a52',
      version: 2,
      slug: centre.slug,
    })
    const [entry, ...more] = await audit()
    expect(more).toEqual([])
    expect(entry).toMatchObject({
      action: 'centre.edited',
      subject_type: 'centre',
      subject_id: centre.id,
      member_id: member.id,
    })
    expect(entry?.fields?.toSorted()).toEqual([
      'address',
      'brand',
      'brand_color',
      'languages',
      'mail_from_name',
      'name',
      'name_en',
      'phone',
      'reply_to',
      'tracks',
      'web',
    ])
  })

  test('saved as they are leave no trace', async () => {
    const { post, row, fields, audit } = await aDesk(database)
    expect((await post(fields())).status).toBe(303)
    expect([(await row()).version, await audit()]).toEqual([1, []])
  })

  test.each([
    [{ name: ' ' }, 'name'],
    [{ region: '' }, 'region'],
    [{ email: 'nikam' }, 'email'],
    [{ address: '' }, 'address'],
    [{ phone: '12' }, 'phone'],
    [{ web: 'http://kraj.example.org' }, 'web'],
    [{ web: 'javascript:alert(1)' }, 'web'],
    [{ web: 'https://jana:heslo@kraj.example.org' }, 'web'],
    [{ web: 'https://kraj.example.org/a b' }, 'web'],
    [{ web: 'kraj' }, 'web'],
    [{ web: 'mailto:kraj@example.org' }, 'web'],
    [{ web: 'ftp://kraj.example.org' }, 'web'],
    [{ reply_to: 'x@' }, 'reply_to'],
    [{ mail_from_name: 'x'.repeat(101) }, 'mail_from_name'],
    [{ mail_from_name: '"Kraj" <ceo@bank.example.org>' }, 'mail_from_name'],
    [{ mail_from_name: 'Kraj\u202egro.elpmaxe' }, 'mail_from_name'],
    [{ brand: 'gold' }, 'brand'],
    [{ brand: 'own', brand_color: '' }, 'brand_color'],
    [{ brand: 'own', brand_color: 'red' }, 'brand_color'],
    [{ brand: 'own', brand_color: '#12345' }, 'brand_color'],
    [{ brand: 'own', brand_color: '#fff}body{' }, 'brand_color'],
    [{ brand: 'own', brand_color: '#12345g' }, 'brand_color'],
    [{ track_return: '' }, 'track_return'],
  ])('with %j are refused beside the field, and what was typed stays', async (wrong, field) => {
    const { post, row, fields, audit } = await aDesk(database)
    const sent = Object.entries({ ...fields({ name_en: 'Typed before' }), ...wrong })
    const answer = await post(Object.fromEntries(sent.filter(([name, value]) => !name.startsWith('track_') || value)))
    const html = await answer.text()
    expect([answer.status, html.includes(`href="#field-${field}"`)]).toEqual([422, true])
    expect([html.includes(`id="field-${field}-error"`), html.includes('value="Typed before"')]).toEqual([true, true])
    expect([(await row()).version, await audit()]).toEqual([1, []])
  })

  test.each([
    ['HTTPS://Kraj.Example.ORG', 'https://kraj.example.org'],
    ['kraj.example.org', 'https://kraj.example.org'],
    [
      'www.kraj.example.org:8443/?z=https://jinde.example.org',
      'https://www.kraj.example.org:8443/?z=https://jinde.example.org',
    ],
    ['https:kraj.example.org', 'https://kraj.example.org'],
    ['https:/\\kraj.example.org/doma', 'https://kraj.example.org/doma'],
    ['https://kraj.example.org\\@jinde.example.org', 'https://kraj.example.org/@jinde.example.org'],
  ])('keep the address %s as browsers read it', async (typed, web) => {
    const { post, row, fields } = await aDesk(database)
    expect((await post(fields({ web: typed }))).status).toBe(303)
    expect((await row()).web).toBe(web)
  })

  test('changed by two at once keep the first change and show the second both', async () => {
    const { post, row, fields, centre } = await aDesk(database)
    await post(fields({ region: 'První kraj', lang_uk: 'on', brand: 'steel' }))
    const { lang_uk: _, ...second } = fields({ region: 'Druhý kraj', brand: 'river' })
    const late = await post(second)
    const html = await late.text()
    expect([late.status, html.includes('value="Druhý kraj"'), html.includes('Teď uloženo: První kraj')]).toEqual([
      409,
      true,
      true,
    ])
    expect([html.includes('Teď uloženo: Ocel'), html.includes('Teď uloženo: zaškrtnuto')]).toEqual([true, true])
    expect(html.split('Teď uloženo').length).toBe(4)
    expect(await row()).toMatchObject({ region: 'První kraj', version: 2, name: centre.name })
    expect(html).toContain('name="version" value="2"')
    expect((await post({ ...second, version: '2' })).status).toBe(303)
    expect(await row()).toMatchObject({
      region: 'Druhý kraj',
      brand: 'river',
      languages: ['cs', 'en', 'de'],
      version: 3,
    })
  })

  test('do not close a track somebody is on, and say so', async () => {
    const { post, row, fields, centre } = await aDesk(database, { tracks: ['return', 'relocation'] })
    await aContact(ownerDb, centre)
    const { track_return: _, ...closing } = fields({ track_relocation: 'on' })
    const answer = await post(closing)
    const html = await answer.text()
    expect([answer.status, html.includes('Cestu Návrat vypnout nejde')]).toEqual([422, true])
    expect((await row()).tracks).toEqual(['return', 'relocation'])
    expect((await post(fields())).status).toBe(303)
    expect((await row()).tracks).toEqual(['return'])
  })

  test('always offer Czech, whatever is sent', async () => {
    const { post, row, fields } = await aDesk(database)
    const { lang_en: _en, lang_de: _de, lang_uk: _uk, ...none } = fields()
    expect((await post(none)).status).toBe(303)
    expect((await row()).languages).toEqual(['cs'])
  })

  test('are for administrators of this centre alone', async () => {
    const { app, centre, base, fields, row } = await aDesk(database)
    const other = await aDesk(database)
    for (const path of ['', '/logo', '/logo/remove']) {
      expect((await app.post(`${base}${path}`, fields({ name: 'Cizí' }))).headers.get('location')).toContain('/sign-in')
      expect((await app.post(`${base}${path}`, fields({ name: 'Cizí' }), other.member.cookie)).status).toBe(404)
      for (const role of ['coordinator', 'reader'] as const) {
        const { cookie } = await aMember(ownerDb, [centre], role)
        expect((await app.post(`${base}${path}`, fields({ name: 'Cizí' }), cookie)).status).toBe(403)
        expect((await app.get(base, cookie)).status).toBe(403)
      }
    }
    expect((await row()).version).toBe(1)
  })
})

describe('the role of the application', () => {
  const inside = (centreId: string, text: string) =>
    inCentre(appDb, { centreId }, { settings: testSettings }, ({ db }) => sql.raw(text).execute(db))

  test.each(['slug', 'id', 'created_at'])('may never change the %s of a centre', async (column) => {
    const { centre, row } = await aDesk(database)
    const before = await row()
    await expect(inside(centre.id, `update centres set ${column} = ${column}`)).rejects.toMatchObject({ code: '42501' })
    expect(await row()).toEqual(before)
  })

  test('may neither open nor close a centre, nor change another', async () => {
    const [here, there] = [await aDesk(database), await aDesk(database)]
    await expect(inside(here.centre.id, 'delete from centres')).rejects.toMatchObject({ code: '42501' })
    await expect(
      inside(
        here.centre.id,
        `insert into centres (id, slug, name, region, tracks, email, address)
        select gen_random_uuid(), 'novy', name, region, tracks, email, address from centres`,
      ),
    ).rejects.toMatchObject({ code: '42501' })
    await inside(here.centre.id, `update centres set name = 'Přepsáno' where id = '${there.centre.id}'`)
    expect((await there.row()).name).toBe(there.centre.name)
  })

  test.each([
    `brand = 'own'`,
    `brand_color = '#123456'`,
    `brand = 'own', brand_color = '#12345G'`,
    `brand = 'gold'`,
    `languages = '{en}'`,
    `languages = '{cs,xx}'`,
    `web = 'http://kraj.example.org'`,
    `web = 'https://kraj.example.org/ x'`,
    `mail_from_name = E'Kraj\\nBcc: x@example.org'`,
    `reply_to = E'a@example.org\\r\\nBcc: x@example.org'`,
  ])('cannot write what makes no sense: %s', async (wrong) => {
    const { centre } = await aDesk(database)
    await expect(inside(centre.id, `update centres set ${wrong}`)).rejects.toMatchObject({ code: '23514' })
  })
})
