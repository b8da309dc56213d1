import type { HouseholdRole } from '../src/lib/words.ts'
import { later } from './moments.ts'
import type { Circle, Home } from './partners.ts'
import { peopleOf, type Someone } from './referrals.ts'

const most = 12

/** Ostrava knows its families: people of one name who came together. */
export const foundHouseholds = async (circle: Circle, homes: readonly Home[]) => {
  const home = homes.find(({ slug }) => slug === 'ostrava')
  if (!home) return
  const byName = Map.groupBy(await peopleOf(circle, home), ({ family_name }) => family_name)
  const families = [...byName.values()].filter((family) => family.length > 1)
  for (const family of families.slice(0, most)) await settle(circle, home, family.slice(0, 3))
}

const roles: readonly HouseholdRole[] = ['head', 'partner', 'child']

const settle = async ({ trx, dice }: Circle, home: Home, family: readonly Someone[]) => {
  const created_at = family.map((one) => one.created_at).reduce(later)
  const household_id = dice.id(created_at)
  await trx.insertInto('households').values({ centre_id: home.id, id: household_id, created_at }).execute()
  const rows = family.map(({ id }, index) => ({
    centre_id: home.id,
    household_id,
    contact_id: id,
    role: roles[index] ?? 'other',
  }))
  await trx.insertInto('household_members').values(rows).execute()
}
