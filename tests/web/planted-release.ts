import type { Db } from '../../src/db/connection.ts'
import { newId } from '../../src/lib/ids.ts'
import { aRelease } from '../sharing/pages/scene.ts'
import type { TestCentre } from '../support/cast.ts'

/** A release that was on offer to the network, so that it has an agreement, and is on offer to nobody now. */
export const aPlantedRelease = async (db: Db, centre: TestCentre, word: string) => {
  const release = await aRelease(db, centre, { status: 'approved' })
  const [offers, at] = [newId(), new Date()]
  await db
    .insertInto('offers')
    .values({
      ...{ centre_id: centre.id, id: offers, release_id: release.id, audience: 'network', agreement: word },
      ...{ offered_by: newId(), offered_at: at, withdrawn_by: newId(), withdrawn_at: at },
    })
    .execute()
  return { sharing: release.id, plan: release.slug, offers, files: 'cells.csv' }
}
