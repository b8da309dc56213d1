import { describe, expect, test } from 'vitest'
import type { ReleaseStatus } from '../../../src/lib/words.ts'
import { aCentre, aMember } from '../../support/cast.ts'
import { testDatabase } from '../../support/database.ts'
import { htmlOf, setScene, wordsOf } from './scene.ts'

const database = testDatabase()

describe('what we share', () => {
  test('says where each wave stands, and what comes next', async () => {
    const said: Partial<Record<ReleaseStatus, string>> = {
      preparing: 'Připravuje se',
      ready: 'Čeká na schválení',
      refused: 'Nejde sdílet',
      approved: 'Schváleno',
      rejected: 'Neschváleno',
    }
    for (const [status, words] of Object.entries(said)) {
      const reason = status === 'refused' ? { reason: { code: 'unproven' } } : {}
      // the keys of the table above
      const scene = await setScene(database, { status: status as ReleaseStatus, ...reason })
      const text = await wordsOf(await scene.app.get(scene.base, scene.members.preparer.cookie))
      expect(text).toContain(words)
      expect(text).toContain('Dotazník (vlna 1)')
    }
  })

  test('shows how far a preparation is, and asks again by itself', async () => {
    const scene = await setScene(database, { status: 'preparing' })
    const html = await htmlOf(scene.app.get(scene.base, scene.members.preparer.cookie))
    expect(html).toMatch(/<progress[^>]*value="40"/)
    expect(html).toContain('hx-trigger="every 4s"')
    expect(html).toContain('Hledá ke každému skrytému číslu dva vymyšlené soubory odpovědí')
  })

  test('lets a reader look, without buttons', async () => {
    const scene = await setScene(database, { status: 'refused', reason: { code: 'unproven' } })
    const of = async (cookie: string) => htmlOf(scene.app.get(scene.base, cookie))
    const prepare = `action="${scene.base}/plan/${scene.release.slug}/1/prepare"`
    expect(await of(scene.members.preparer.cookie)).toContain(prepare)
    expect(await of(scene.members.reader.cookie)).not.toContain(prepare)
    expect(await of(scene.members.reader.cookie)).toContain('Vydání může připravit koordinátor nebo správce.')
  })

  test('offers the next release only when enough new answers are counted', async () => {
    const scene = await setScene(database, { status: 'approved' })
    const counts = { centre_id: scene.centre.id, wave_id: scene.release.waveId }
    const prepare = `action="${scene.base}/plan/${scene.release.slug}/1/prepare"`
    const page = async () => htmlOf(scene.app.get(scene.base, scene.members.second.cookie))
    expect(await page()).not.toContain(prepare)
    await database.ownerDb
      .insertInto('wave_counts')
      .values({ ...counts, counted: 181 })
      .execute()
    expect(await page()).toContain('až bude započteno aspoň 182 odpovědí')
    await database.ownerDb
      .updateTable('wave_counts')
      .set({ counted: 182 })
      .where('wave_id', '=', counts.wave_id)
      .execute()
    expect(await page()).toContain(prepare)
  })

  test('is empty before the first survey, and says what would be here', async () => {
    const scene = await setScene(database)
    const centre = await aCentre(database.ownerDb)
    const { cookie } = await aMember(database.ownerDb, [centre])
    expect(await wordsOf(await scene.app.get(`/app/${centre.slug}/sharing`, cookie))).toContain('Zatím není co sdílet')
  })

  test('knows nothing of another centre, nor a stranger of it', async () => {
    const [ours, theirs] = [await setScene(database), await setScene(database)]
    expect((await ours.app.get(ours.base, theirs.members.admin.cookie)).status).toBe(404)
    const stranger = await ours.app.get(ours.base)
    expect([stranger.status, stranger.headers.get('location')]).toEqual([
      303,
      `/sign-in?next=${encodeURIComponent(ours.base)}`,
    ])
    const text = await htmlOf(ours.app.get(ours.base, ours.members.reader.cookie))
    expect(text).not.toContain(theirs.release.slug)
  })
})
