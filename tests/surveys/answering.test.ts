import { describe, expect, test } from 'vitest'
import { logged, testApp } from '../support/app.ts'
import { aCentre } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aSurvey, setScene, textOf } from './scene.ts'

const database = testDatabase()

test('a survey is answered page by page, looked through and sent', async () => {
  const scene = await setScene(database)
  const jana = scene.person()
  expect(await textOf(jana.get())).toContain('Uvažovali jste?')
  expect([await scene.drafts(), jana.cookie()]).toEqual([[], ''])
  expect(await jana.answer()).toBe('?page=6')
  const review = await textOf(jana.get(`${scene.address}?page=6`))
  for (const word of ['yes', 'work', 'pay', 'cheb']) expect(review).toContain(word)
  expect(await scene.waiting()).toEqual([])
  expect(await jana.send()).toBe('/thanks')
  expect(await scene.answers()).toEqual([
    'barriers pay 2',
    'barriers work 1',
    'considered yes 1',
    'origin cheb 1',
    'still no 1',
    'strongest pay 1',
    'strongest work 2',
  ])
  expect([await scene.drafts(), jana.cookie()]).toEqual([[], ''])
  expect(await textOf(jana.get(`${scene.address}/thanks`))).toContain('Díky')
})

test('no cookie is set before a page is saved, and then only for this survey, out of reach of scripts', async () => {
  const scene = await setScene(database)
  const opened = await scene.app.get(scene.address)
  const refused = await scene.app.post(scene.address, { page: '1' })
  expect([opened, refused].map((answer) => [answer.status, answer.headers.getSetCookie()])).toEqual([
    [200, []],
    [422, []],
  ])
  const saved = await scene.app.post(scene.address, { page: '1', q_considered: 'no' })
  const paths = ['cs', 'en', 'de', 'uk'].map((lang) => scene.address.replace('/cs/', `/${lang}/`))
  expect(saved.headers.getSetCookie().map((cookie) => cookie.replace(/=[\w-]{43};/, '=token;'))).toEqual(
    paths.map((path) => `survey=token; Max-Age=43200; Path=${path}; HttpOnly; SameSite=Lax`),
  )
})

test('routing skips what does not concern the person', async () => {
  const scene = await setScene(database)
  const petr = scene.person()
  expect(await petr.page(1, { q_considered: 'no' })).toBe('?page=3')
  expect(await petr.page(3, { q_barriers: 'none' })).toBe('?page=5')
  expect(await petr.page(5)).toBe('?page=6')
  await petr.send()
  expect(await scene.answers()).toEqual(['barriers none 1', 'considered no 1'])
})

test('the button back keeps what is on the page, finished or not, and leads to the page before', async () => {
  const scene = await setScene(database)
  const eva = scene.person()
  await eva.page(1, { q_considered: 'yes' })
  await eva.page(2, { q_still: 'yes' })
  expect(await eva.page(3, { q_barriers: ['pay', 'work'], back: 'yes' })).toBe('?page=2')
  expect(await textOf(eva.get(`${scene.address}?page=3`))).toMatch(/value="pay" checked/)
  expect(await eva.page(2, { back: 'yes' })).toBe('?page=1')
})

describe('what a page refuses', () => {
  const refusals: [string, number, Record<string, string | string[]>, string][] = [
    ['a required question without an answer', 3, {}, 'Co brání?: Tohle prosím vyplňte.'],
    ['a choice that is not there', 3, { q_barriers: 'money' }, 'Co brání?: Vyberte'],
    ['a choice that is not there beside one that is', 3, { q_barriers: ['work', 'money'] }, 'Co brání?: Vyberte'],
    ['two answers where one is asked', 2, { q_still: ['yes', 'no'] }, 'A teď?: Vyberte'],
    [
      'more than may be chosen',
      3,
      { q_barriers: ['work', 'pay', 'housing', 'schools', 'transport'] },
      'Vyberte nejvýš 4 možnosti',
    ],
    [
      'none of these beside one of these',
      3,
      { q_barriers: ['work', 'none'] },
      'Tuhle možnost nejde spojit s ostatními',
    ],
    ['one thing in two places', 4, { q_strongest_1: 'work', q_strongest_2: 'work' }, 'Každé místo patří jiné možnosti'],
    ['a place for what was not ticked', 4, { q_strongest_1: 'schools' }, '1. místo: Vyberte'],
    ['a question nobody asks', 3, { q_barriers: 'work', q_salary: '1' }, 'kterou tenhle dotazník nemá'],
    ['a place nobody offers', 4, { q_strongest_4: 'work' }, 'kterou tenhle dotazník nemá'],
    ['an essay instead of a code', 3, { q_barriers: 'x'.repeat(5000) }, 'kterou tenhle dotazník nemá'],
  ]
  test.each(refusals)('%s', async (_name, page, fields, sentence) => {
    const scene = await setScene(database)
    const jana = scene.person()
    await jana.page(1, { q_considered: 'yes' })
    await jana.page(2, { q_still: 'yes' })
    if (page > 3) await jana.page(3, { q_barriers: ['work', 'pay'] })
    const before = await scene.drafts()
    const answer = await jana.post({ page: String(page), ...fields })
    expect(answer.status).toBe(422)
    expect(await textOf(answer)).toContain(sentence)
    expect(await scene.drafts()).toEqual(before)
  })

  test('but it keeps what was chosen', async () => {
    const scene = await setScene(database)
    const jana = scene.person()
    await jana.page(1, { q_considered: 'no' })
    const page = await textOf(jana.post({ page: '3', q_barriers: ['housing', 'none'] }))
    expect([...page.matchAll(/value="(\w+)" checked/g)].map(([, code]) => code)).toEqual(['housing', 'none'])
  })

  test('a page that is no page', async () => {
    const scene = await setScene(database)
    for (const page of ['', '0', '-1', 'x', '1e9', '101']) {
      const answer = await scene.app.post(scene.address, { page, q_considered: 'yes' })
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([422, []])
    }
    expect(await scene.drafts()).toEqual([])
  })
})

test('an answer to a question of another page, or to a hidden one, is left out', async () => {
  const scene = await setScene(database)
  const jana = scene.person()
  await jana.page(1, { q_considered: 'no', q_origin: 'cheb' })
  expect(await jana.page(2, { q_still: 'yes' })).toBe('?page=3')
  expect(Object.keys((await scene.drafts())[0]?.answers ?? {}).sort()).toEqual(['#', 'considered'])
})

test('who changes their mind takes back what hung on it', async () => {
  const scene = await setScene(database)
  const jana = scene.person()
  await jana.answer()
  await jana.page(1, { q_considered: 'no' })
  await jana.page(3, { q_barriers: ['pay'] })
  expect(await jana.send()).toBe('/thanks')
  expect(await scene.answers()).toEqual(['barriers pay 1', 'considered no 1', 'origin cheb 1'])
})

test('a page that comes twice changes nothing, and one that is asked for too early waits', async () => {
  const scene = await setScene(database)
  const jana = scene.person()
  await jana.page(1, { q_considered: 'yes' })
  const [before] = await scene.drafts()
  expect(await jana.page(1, { q_considered: 'yes' })).toBe('?page=2')
  const [after] = await scene.drafts()
  expect([after?.answers, (await scene.drafts()).length]).toEqual([before?.answers, 1])
  for (const page of [3, 6, 40]) {
    const early = await jana.get(`${scene.address}?page=${page}`)
    expect([early.status, early.headers.get('location')]).toEqual([303, `${scene.address}?page=2`])
  }
  expect(await jana.send()).toBe('?page=2')
  expect(await scene.waiting()).toEqual([])
})

test('whoever finishes later goes on at another device, where they stopped', async () => {
  const scene = await setScene(database)
  const jana = scene.person()
  await jana.page(1, { q_considered: 'yes' })
  await jana.page(2, { q_still: 'yes' })
  expect(await jana.page(3, { resume: 'later' })).toBe('/later')
  const [link = ''] = /\/s\/[\w-]{43}\?lang=cs/.exec(await textOf(jana.get(`${scene.address}/later`))) ?? []

  const phone = scene.person()
  const exchanged = await phone.get(link)
  expect([exchanged.status, exchanged.headers.get('location'), phone.token()]).toEqual([
    303,
    `${scene.address}?page=3`,
    `link.${jana.token()}`,
  ])
  expect(await phone.page(3, { q_barriers: 'pay' })).toBe('?page=5')
  expect(await textOf(phone.get(`${scene.address}?page=3`))).toMatch(/value="pay" checked/)
  const english = await textOf(phone.get(link.replace('lang=cs', 'lang=en')))
  expect(english).toBe('')
  expect(await textOf(phone.get(scene.address.replace('/cs/', '/en/')))).toContain('Go on where you stopped')
  expect(JSON.stringify(logged)).not.toContain(jana.token())
})

test('who sent a link never reads what its reader adds, nor can send for them', async () => {
  const scene = await setScene(database)
  const sender = scene.person()
  await sender.page(1, { q_considered: 'yes' })
  const [before] = await scene.drafts()
  const reader = scene.person()
  await reader.get(`/s/${sender.token()}?lang=cs`)
  expect(await reader.page(2, { q_still: 'yes' })).toBe('?page=3')
  expect(await reader.page(3, { q_barriers: 'pay' })).toBe('?page=5')
  const drafts = await scene.drafts()
  const added = drafts.find(({ token_hash }) => !before?.token_hash.equals(token_hash))
  expect(drafts.length).toBe(2)
  expect(drafts.find(({ token_hash }) => before?.token_hash.equals(token_hash))).toEqual(before)
  expect(added?.answers).toMatchObject({ considered: ['yes'], still: ['yes'], barriers: ['pay'] })
  expect(added?.answers['#']).not.toEqual(before?.answers['#'])
  expect(reader.token()).toMatch(/^[\w-]{43}$/)
  expect([sender.token(), scene.address].some((word) => word.includes(reader.token()))).toBe(false)
  expect(await textOf(sender.get(`${scene.address}?page=3`))).not.toContain('checked')
  // the sender sends first, and the reader's answers are taken all the same
  await sender.answer()
  await sender.send()
  expect(await reader.send()).toBe('/thanks')
  expect((await scene.waiting()).map(({ answers }) => answers.still?.[0]).sort()).toEqual(['no', 'yes'])
})

test('the way back ends when the answers were sent, and after two weeks', async () => {
  const scene = await setScene(database)
  const [jana, petr] = [scene.person(), scene.person()]
  await jana.answer()
  await petr.page(1, { q_considered: 'no' })
  const [sent, forgotten] = [jana.token(), petr.token()]
  await jana.send()
  for (const cookie of [`survey=${sent}`, undefined]) {
    const later = await scene.app.get(`${scene.address}/later`, cookie)
    expect([later.status, later.headers.get('location')]).toEqual([303, scene.address])
  }
  const gone = await scene.app.get(`/s/${sent}?lang=cs`)
  expect([gone.status, await textOf(gone)]).toEqual([404, expect.stringContaining('Tenhle odkaz už neplatí')])
  scene.pass(13)
  expect((await scene.app.get(`/s/${forgotten}`)).status).toBe(303)
  scene.pass(2)
  expect((await scene.app.get(`/s/${forgotten}`)).status).toBe(404)
  expect((await scene.app.get(`/s/${'x'.repeat(43)}`)).status).toBe(404)
})

test('a survey that closed meanwhile takes nothing more and says so kindly', async () => {
  const scene = await setScene(database, { closes_at: new Date(Date.now() + 86_400_000) })
  const jana = scene.person()
  await jana.answer()
  scene.pass(2)
  for (const answer of [
    await jana.post({ page: '6' }),
    await jana.post({ page: '1', q_considered: 'no' }),
    await jana.get(),
  ]) {
    expect([answer.status, await textOf(answer)]).toEqual([
      410,
      expect.stringContaining('Děkujeme, že jste chtěli odpovědět'),
    ])
  }
  expect(await scene.waiting()).toEqual([])
})

test('one that was closed by hand is closed, one not begun says when, and a draft is as missing as none', async () => {
  const closed = await setScene(database, { status: 'closed' })
  expect((await closed.app.get(closed.address)).status).toBe(410)
  const opens_at = new Date(Date.now() + 5 * 86_400_000)
  const planned = await setScene(database, { opens_at })
  const waiting = await planned.app.post(planned.address, { page: '1', q_considered: 'yes' })
  expect([waiting.status, await textOf(waiting)]).toEqual([410, expect.stringContaining('Dotazník ještě nezačal')])
  const draft = await setScene(database, { status: 'draft' })
  const [hidden, never] = [await draft.app.get(draft.address), await draft.app.get(`${draft.address}x`)]
  expect([hidden.status, never.status]).toEqual([404, 404])
  expect(await draft.drafts()).toEqual([])
})

test('a draft of one survey is no draft of another, and none of another centre', async () => {
  const scene = await setScene(database)
  const other = await aSurvey(database.ownerDb, scene.centre)
  const jana = scene.person()
  await jana.page(1, { q_considered: 'yes' })
  const elsewhere = scene.address.replace(scene.survey.slug, other.slug)
  expect((await jana.get(`${elsewhere}?page=2`)).headers.get('location')).toBe(`${elsewhere}?page=1`)
  const foreign = await setScene(database)
  const stranger = foreign.person(jana.cookie())
  expect((await stranger.get(`${foreign.address}?page=2`)).headers.get('location')).toBe(`${foreign.address}?page=1`)
  expect(await stranger.page(1, { q_considered: 'no' })).toBe('?page=3')
  expect([(await scene.drafts())[0]?.answers.considered, (await foreign.drafts())[0]?.answers.considered]).toEqual([
    ['yes'],
    ['no'],
  ])
})

test('speaks four languages, and the answer says in which it was given', async () => {
  const scene = await setScene(database)
  for (const lang of ['cs', 'en', 'de', 'uk']) {
    const page = await textOf(scene.app.get(scene.address.replace('/cs/', `/${lang}/`)))
    expect(page).toContain(lang === 'cs' ? 'Dotazník' : `Dotazník ${lang}`)
    expect(page).toContain(lang === 'cs' ? 'yes</label>' : `yes ${lang}</label>`)
    const jana = scene.person()
    await jana.answer()
    await jana.post({ page: '6' }, scene.address.replace('/cs/', `/${lang}/`))
  }
  expect((await scene.waiting()).map(({ lang }) => lang).sort()).toEqual(['cs', 'de', 'en', 'uk'])
})

test('a network that sends without end is asked to wait', async () => {
  const centre = await aCentre(database.ownerDb)
  const { slug } = await aSurvey(database.ownerDb, centre)
  const app = testApp(database.appDb, { settings: { rateLimits: true }, addressOf: () => '198.51.100.7' })
  const address = `/cs/${centre.slug}/surveys/${slug}`
  await app.post(address, { page: '1' })
  await database.ownerDb.updateTable('rate_limits').set({ hits: 600 }).execute()
  expect([(await app.post(address, { page: '1' })).status, (await app.get(address)).status]).toEqual([429, 200])
})
