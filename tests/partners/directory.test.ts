import { describe, expect, test } from 'vitest'
import { randomId } from '../../src/lib/ids.ts'
import { aPartner } from '../referrals/scene.ts'
import { testApp } from '../support/app.ts'
import { aCentre, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const database = testDatabase()
const { ownerDb, appDb } = database

const setScene = async () => {
  const app = testApp(appDb)
  const centre = await aCentre(ownerDb)
  const member = await aMember(ownerDb, [centre])
  const base = `/app/${centre.slug}/partners`
  const get = async (path = '') => (await app.get(`${base}${path}`, member.cookie)).text()
  const post = (path: string, fields: Record<string, string>) => app.post(`${base}${path}`, fields, member.cookie)
  const rows = () =>
    ownerDb.selectFrom('partners').selectAll().where('centre_id', '=', centre.id).orderBy('id').execute()
  return { app, centre, member, base, get, post, rows }
}

const fields = (more: Record<string, string> = {}) => ({
  name: 'Sklárna Moser',
  kind: 'employer',
  person: 'Petr Zkušební',
  email: 'sklarna@example.org',
  phone: '601 234 567',
  town: 'Karlovy Vary',
  lang: 'de',
  also_cs: 'on',
  also_uk: 'on',
  also_de: 'on',
  note: '',
  idempotency_key: randomId(),
  ...more,
})
const namesIn = (html: string) => [...html.matchAll(/partners\/[0-9a-f-]{36}">([^<]*)</g)].map(([, name]) => name)

describe('a partner', () => {
  test('is written down once, with the language of letters first, and the audit says who did it', async () => {
    const { post, rows, base, member } = await setScene()
    const form = fields()
    const answers = await Promise.all([post('', form), post('', form)])
    const [partner, ...more] = await rows()
    expect(more).toEqual([])
    expect(answers.map((answer) => answer.headers.get('location'))).toEqual(
      [0, 1].map(() => `${base}/${partner?.id}?done=added`),
    )
    expect(partner).toMatchObject({
      name: 'Sklárna Moser',
      kind: 'employer',
      languages: ['de', 'cs', 'uk'],
      active: true,
      version: 1,
    })
    const audit = await ownerDb
      .selectFrom('audit_entries')
      .selectAll()
      .where('subject_id', '=', partner?.id ?? '')
      .execute()
    expect(audit.map(({ action, member_id }) => [action, member_id])).toEqual([['partner.created', member.id]])
  })

  test.each([
    [{ name: '' }, 'name'],
    [{ email: 'nikam' }, 'email'],
    [{ kind: 'wizard' }, 'kind'],
    [{ phone: 'x' }, 'phone'],
    [{ lang: 'vi' }, 'lang'],
    [{ also_cs: 'yes' }, ''],
  ])('with %j is refused and what was typed stays', async (wrong, field) => {
    const { post, rows } = await setScene()
    const answer = await post('', fields(wrong))
    const html = await answer.text()
    expect([
      answer.status,
      html.includes('error-summary'),
      field === '' || html.includes(`href="#field-${field}"`),
    ]).toEqual([422, true, true])
    expect([html.includes('Petr Zkušební'), /name="also_uk"[^>]*checked/.test(html)]).toEqual([true, true])
    expect(await rows()).toEqual([])
  })

  test('changed by two at once keeps the first change and shows the second what it typed', async () => {
    const { post, rows, get } = await setScene()
    await post('', fields())
    const [partner] = await rows()
    expect(await get(`/${partner?.id}/edit`)).toContain('Sklárna Moser')
    expect((await post(`/${partner?.id}`, { ...fields({ town: 'Sokolov' }), active: 'on', version: '1' })).status).toBe(
      303,
    )
    const late = await post(`/${partner?.id}`, { ...fields({ town: 'Cheb' }), version: '1' })
    expect([late.status, (await late.text()).includes('value="Cheb"')]).toEqual([409, true])
    expect((await rows())[0]).toMatchObject({ town: 'Sokolov', active: true, version: 2 })
    await post(`/${partner?.id}`, { ...fields({ town: 'Cheb' }), version: '2' })
    expect((await rows())[0]).toMatchObject({ town: 'Cheb', active: false, version: 3 })
  })

  test('offers services, each once, and stops offering them', async () => {
    const { post, rows, get, member } = await setScene()
    await post('', fields())
    const [partner] = await rows()
    const servicesOf = () =>
      ownerDb
        .selectFrom('services')
        .selectAll()
        .where('partner_id', '=', partner?.id ?? '')
        .execute()
    expect((await post(`/${partner?.id}/services`, { name: '' })).status).toBe(422)
    await post(`/${partner?.id}/services`, { name: 'Práce pro sklenáře', also_vi: 'on' })
    await post(`/${partner?.id}/services`, { name: 'Práce pro sklenáře', also_vi: 'on' })
    const [service, ...more] = await servicesOf()
    expect([more, service?.languages, service?.active]).toEqual([[], ['vi'], true])
    await post(`/${partner?.id}/services/${service?.id}`, { active: 'off' })
    expect((await servicesOf())[0]?.active).toBe(false)
    const audited = await ownerDb
      .selectFrom('audit_entries')
      .select(['action', 'fields', 'member_id'])
      .where('subject_id', '=', partner?.id ?? '')
      .orderBy('id', 'desc')
      .execute()
    const switched = { action: 'partner.edited', fields: ['services'], member_id: member.id }
    expect([audited.length, audited[0]]).toEqual([3, switched])
    expect(await get(`/${partner?.id}`)).toContain('Znovu nabízí')
    expect((await post(`/${partner?.id}/services/${randomId()}`, { active: 'on' })).status).toBe(404)
  })
})

describe('the directory', () => {
  test('goes by the Czech alphabet, page by page', async () => {
    const { centre, get } = await setScene()
    for (const name of ['Čedič', 'Cukrovar', 'Chmelnice', 'Hamr', 'Žula', 'Zámek', 'Škola', 'Statek'])
      await aPartner(ownerDb, centre, { name })
    expect(namesIn(await get())).toEqual(['Cukrovar', 'Čedič', 'Hamr', 'Chmelnice', 'Statek', 'Škola', 'Zámek', 'Žula'])
    for (let many = 10; many < 60; many++) await aPartner(ownerDb, centre, { name: `Mlýn ${many}` })
    const first = await get()
    const next = /href="[^"]*(\?[^"]*after=[^"]*)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const both = [...namesIn(first), ...namesIn(await get(next))]
    expect([namesIn(first).length, both.length, new Set(both).size]).toEqual([50, 58, 58])
  })

  test('finds without accents, by person and town, and takes what was typed for letters, not for a pattern', async () => {
    const { centre, get } = await setScene()
    await aPartner(ownerDb, centre, { name: 'Základní škola Šumná' })
    await aPartner(ownerDb, centre, { name: 'Lékař 100%' })
    expect(namesIn(await get('?q=SUMNA'))).toEqual(['Základní škola Šumná'])
    expect(namesIn(await get('?q=pan+zkuseb')).length).toBe(2)
    expect(namesIn(await get('?q=%25'))).toEqual(['Lékař 100%'])
    expect(namesIn(await get('?q=nic'))).toEqual([])
    expect(namesIn(await get('?q=%00&kind=x&language=x&after=x')).length).toBe(2)
  })

  test('filters by kind and by language, also where only a service speaks it', async () => {
    const { centre, get } = await setScene()
    const a = await aPartner(ownerDb, centre, { name: 'A', languages: ['cs'] })
    await aPartner(ownerDb, centre, { name: 'B', languages: ['de'] })
    await ownerDb
      .updateTable('services')
      .set({ languages: ['vi'] })
      .where('id', '=', a.service)
      .execute()
    expect(namesIn(await get('?language=vi'))).toEqual(['A'])
    expect(namesIn(await get('?language=de'))).toEqual(['B'])
    expect([namesIn(await get('?kind=employer')).length, namesIn(await get('?kind=doctor')).length]).toEqual([2, 0])
  })

  test('shows nobody of another centre, by list, search, page or form; a reader only looks', async () => {
    const { centre, get, post, base, app } = await setScene()
    const other = await setScene()
    const theirs = await aPartner(ownerDb, other.centre, { name: 'Cizí partner' })
    expect((await get()) + (await get('?q=cizi'))).not.toContain('Cizí partner')
    for (const path of ['', '/edit'])
      expect((await app.get(`${base}/${theirs.id}${path}`, other.member.cookie)).status).toBe(404)
    expect((await post(`/${theirs.id}`, { ...fields(), version: '1' })).status).toBe(404)
    expect((await post(`/${theirs.id}/services`, { name: 'x' })).status).toBe(404)
    const reader = await aMember(ownerDb, [centre], 'reader')
    expect((await app.get(base, reader.cookie)).status).toBe(200)
    for (const path of ['/new']) expect((await app.get(`${base}${path}`, reader.cookie)).status).toBe(403)
    expect((await app.post(base, fields(), reader.cookie)).status).toBe(403)
    expect((await app.get(base)).headers.get('location')).toContain('/sign-in')
  })
})
