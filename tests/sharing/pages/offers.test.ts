import { describe, expect, test } from 'vitest'
import { addDays, dayOf } from '../../../src/lib/time.ts'
import { testDatabase } from '../../support/database.ts'
import { aRelease, htmlOf, setScene } from './scene.ts'

const database = testDatabase()
const agreement = 'Pracovníci center, pro plánování služeb.'

const approved = () => setScene(database, { status: 'approved' })

describe('offering a release', () => {
  test('to chosen regions writes one offer for each, with its terms', async () => {
    const [ours, first, second] = [await approved(), await approved(), await approved()]
    const until = addDays(dayOf(new Date()), 30)
    const fields = { audience: 'centre', agreement, valid_until: until }
    const chosen = { [`centre_${first.centre.id}`]: 'on', [`centre_${second.centre.id}`]: 'on' }
    for (const done of ['offered', 'offered_already']) {
      const answer = await ours.app.post(`${ours.path}/offers`, { ...fields, ...chosen }, ours.members.second.cookie)
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `${ours.path}?done=${done}`])
    }
    const offers = await ours.offers()
    expect(offers.map(({ to_centre }) => to_centre).toSorted()).toEqual([first.centre.id, second.centre.id].toSorted())
    for (const { audience, agreement: said, valid_until, offered_by, withdrawn_at } of offers) {
      expect([audience, said, offered_by, withdrawn_at]).toEqual(['centre', agreement, ours.members.second.id, null])
      expect(dayOf(new Date((valid_until?.getTime() ?? 0) - 1))).toBe(until)
    }
    const html = await htmlOf(ours.app.get(ours.path, ours.members.reader.cookie))
    for (const words of [agreement, first.centre.name, second.centre.name]) expect(html).toContain(words)
    expect(html).not.toContain('/withdraw"')
  })

  test('to the network and to the public needs no region', async () => {
    const ours = await approved()
    for (const audience of ['network', 'public'])
      await ours.app.post(`${ours.path}/offers`, { audience, agreement }, ours.members.second.cookie)
    expect((await ours.offers()).map(({ audience, valid_until }) => [audience, valid_until])).toEqual([
      ['network', null],
      ['public', null],
    ])
  })

  test('is refused with a sentence beside the field, and keeps what was typed', async () => {
    const [ours, other] = [await approved(), await approved()]
    const post = (fields: Record<string, string>) =>
      ours.app.post(`${ours.path}/offers`, fields, ours.members.second.cookie)
    const wrong: [Record<string, string>, string][] = [
      [{ audience: 'centre', agreement }, 'Vyberte aspoň jeden kraj.'],
      [{ audience: 'network', agreement: ' ', [`centre_${other.centre.id}`]: 'on' }, 'Tohle prosím vyplňte.'],
      [{ agreement }, 'Vyberte jednu z nabízených možností.'],
      [{ audience: 'network', agreement, valid_until: 'zítra' }, 'Zadejte platné datum.'],
      [{ audience: 'network', agreement, valid_until: '2020-01-01' }, 'Vyberte dnešek nebo pozdější den.'],
      [{ audience: 'centre', agreement, [`centre_${ours.centre.id}`]: 'on' }, 'Vyberte jednu z nabízených možností.'],
      [
        { audience: 'centre', agreement, [`centre_${other.centre.id}`]: 'on', [`centre_${ours.centre.id}`]: 'on' },
        'Vyberte jednu z nabízených možností.',
      ],
    ]
    for (const [fields, sentence] of wrong) {
      const answer = await post(fields)
      const html = await htmlOf(answer)
      expect([answer.status, html.includes(sentence)]).toEqual([422, true])
      if (fields.agreement?.trim()) expect(html).toContain(fields.agreement)
      if (fields.audience) expect(html).toMatch(new RegExp(`value="${fields.audience}"[^>]*checked`))
      if (fields[`centre_${other.centre.id}`])
        expect(html).toMatch(new RegExp(`name="centre_${other.centre.id}"[^>]*checked`))
    }
    expect(await ours.offers()).toEqual([])
  })

  test('is not for readers, strangers, another centre, nor for what nobody approved', async () => {
    const [ours, theirs] = [await approved(), await approved()]
    const fields = { audience: 'network', agreement }
    expect((await ours.app.post(`${ours.path}/offers`, fields, ours.members.reader.cookie)).status).toBe(403)
    expect((await ours.app.get(`${ours.path}/offers/new`, ours.members.reader.cookie)).status).toBe(403)
    expect((await ours.app.post(`${ours.path}/offers`, fields, theirs.members.admin.cookie)).status).toBe(404)
    const foreign = `${ours.base}/${theirs.release.id}`
    expect((await ours.app.post(`${foreign}/offers`, fields, ours.members.admin.cookie)).status).toBe(404)
    expect((await ours.app.get(`${foreign}/offers/new`, ours.members.admin.cookie)).status).toBe(404)
    expect((await ours.app.post(`${ours.path}/offers`, fields)).headers.get('location')).toMatch(/^\/sign-in/)
    const ready = await setScene(database, { status: 'ready' })
    expect((await ready.app.post(`${ready.path}/offers`, fields, ready.members.second.cookie)).status).toBe(409)
    expect([await ours.offers(), await theirs.offers(), await ready.offers()]).toEqual([[], [], []])
  })
})

describe('withdrawing an offer', () => {
  const offered = async () => {
    const ours = await approved()
    await ours.app.post(`${ours.path}/offers`, { audience: 'network', agreement }, ours.members.second.cookie)
    const [offer] = await ours.offers()
    return { ...ours, withdraw: `${ours.path}/offers/${offer?.id}/withdraw` }
  }

  test('ends it, is written down, and can be done twice', async () => {
    const ours = await offered()
    for (let press = 0; press < 2; press++) {
      const answer = await ours.app.post(ours.withdraw, {}, ours.members.preparer.cookie)
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `${ours.path}?done=withdrawn`])
    }
    const [offer] = await ours.offers()
    expect([offer?.withdrawn_by, offer?.withdrawn_at === null]).toEqual([ours.members.preparer.id, false])
    expect((await ours.audit()).map(({ action }) => action)).toEqual(['release.offered', 'release.offer_withdrawn'])
    const html = await htmlOf(ours.app.get(ours.path, ours.members.second.cookie))
    expect(html).toContain('Staženo')
    expect(html).not.toContain('/withdraw"')
    await ours.app.post(`${ours.path}/offers`, { audience: 'network', agreement }, ours.members.second.cookie)
    expect((await ours.offers()).map(({ withdrawn_at }) => withdrawn_at === null)).toEqual([false, true])
  })

  test('is not for readers, strangers, another centre, nor under another release', async () => {
    const [ours, theirs] = [await offered(), await offered()]
    expect((await ours.app.post(ours.withdraw, {}, ours.members.reader.cookie)).status).toBe(403)
    expect((await ours.app.post(ours.withdraw, {}, theirs.members.admin.cookie)).status).toBe(404)
    expect((await ours.app.post(ours.withdraw, {})).headers.get('location')).toMatch(/^\/sign-in/)
    const crossed = theirs.withdraw.replace(theirs.path, ours.path)
    expect((await ours.app.post(crossed, {}, ours.members.admin.cookie)).status).toBe(404)
    const sibling = await aRelease(database.ownerDb, ours.centre, { status: 'approved' })
    const beside = ours.withdraw.replace(ours.release.id, sibling.id)
    expect((await ours.app.post(beside, {}, ours.members.admin.cookie)).status).toBe(404)
    const standing = [...(await ours.offers()), ...(await theirs.offers())]
    expect(standing.map(({ withdrawn_at }) => withdrawn_at)).toEqual([null, null])
  })
})
