import { sql } from 'kysely'
import type { Trx } from '../src/db/connection.ts'
import { demoCentres } from './data/centres.ts'
import { createDice, type Dice } from './dice.ts'
import type { Facts } from './fact-rows.ts'
import { nativeFacts } from './facts-of-natives.ts'
import { newcomerFacts } from './facts-of-newcomers.ts'
import { tieFamilies } from './family-ties.ts'
import { grantStipends } from './stipends.ts'

/** Names, births, languages, residences, motives, families and duties of everybody the centres know. */
export const tellFacts = async (trx: Trx, now: Date) => {
  for (const [index, { slug }] of demoCentres.entries()) {
    const facts = await factsOf(trx, now, slug, createDice(20_261_120 + index))
    if (slug === 'karlovarsky') {
      await nativeFacts(facts)
      await tieFamilies(facts)
      await grantStipends(facts)
    } else await newcomerFacts(facts)
  }
}

const factsOf = async (trx: Trx, now: Date, slug: Facts['slug'], dice: Dice): Promise<Facts> => {
  const centre = await trx.selectFrom('centres').where('slug', '=', slug).select('id').executeTakeFirstOrThrow()
  const coordinator = await trx
    .selectFrom('members')
    .where('email', '=', `coordinator@${slug}.example.org`)
    .select('id')
    .executeTakeFirstOrThrow()
  const people = await trx
    .selectFrom('contacts as c')
    .leftJoin('enrolments as e', (join) =>
      join.onRef('e.centre_id', '=', 'c.centre_id').onRef('e.contact_id', '=', 'c.id'),
    )
    .where('c.centre_id', '=', centre.id)
    .select(['c.id', 'c.given_name', 'c.family_name', 'c.municipality_origin', 'c.residence', 'c.field', 'c.source'])
    .select(['c.created_at', sql<string>`coalesce(e.stage, '')`.as('stage')])
    .orderBy('c.id')
    .execute()
  return { trx, dice, now, centreId: centre.id, slug, coordinator: coordinator.id, people }
}
