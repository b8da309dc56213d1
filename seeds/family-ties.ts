import type { RelationKind } from '../src/lib/words.ts'
import { familyNames } from './data/czech-names.ts'
import type { Facts, Known } from './fact-rows.ts'
import { isAtHome, isWoman } from './facts-of-natives.ts'
import { later } from './moments.ts'

/** Couples who would come back together, and parents at home who ask for their children. */
export const tieFamilies = async (facts: Facts) => {
  const taken = new Set<string>()
  for (const [man, woman] of couples(facts).slice(0, 18)) {
    const isMarried = familyNames.some(([his, hers]) => his === man.family_name && hers === woman.family_name)
    await tie(facts, man, woman, isMarried ? 'spouse' : 'partner')
    await shareHome(facts, man, woman)
    taken.add(man.id).add(woman.id)
  }
  for (const [parent, child] of parents(facts, taken).slice(0, 7)) {
    await tie(facts, parent, child, 'parent')
    await tie(facts, parent, child, 'asks_for')
    const born = { born: String(facts.now.getUTCFullYear() - facts.dice.int(56, 68)) }
    await facts.trx
      .updateTable('contacts')
      .set(born)
      .where('centre_id', '=', facts.centreId)
      .where('id', '=', parent.id)
      .execute()
    await facts.trx
      .updateTable('contacts')
      .set({ born: String(facts.now.getUTCFullYear() - facts.dice.int(25, 34)) })
      .where('centre_id', '=', facts.centreId)
      .where('id', '=', child.id)
      .execute()
  }
}

type Pair = readonly [Known, Known]

/** First those who bear one name, then others who live in one small town. */
const couples = ({ dice, people }: Facts): Pair[] => {
  const away = people.filter((person) => !isAtHome(person) && person.stage !== 'lost')
  const women = away.filter(isWoman)
  const used = new Set<string>()
  const pairs: Pair[] = []
  for (const man of dice.shuffle(away.filter((person) => !isWoman(person)))) {
    const hers = familyNames.find(([his]) => his === man.family_name)?.[1]
    const wife = women.find(
      (woman) =>
        !used.has(woman.id) &&
        woman.residence === man.residence &&
        (woman.family_name === hers ||
          (pairs.length % 3 === 2 && woman.municipality_origin === man.municipality_origin)),
    )
    if (!wife) continue
    used.add(wife.id)
    pairs.push([man, wife])
  }
  return pairs
}

/** Those at home whose name, as a man or a woman bears it, somebody away has too. */
const parents = ({ dice, people }: Facts, taken: ReadonlySet<string>): Pair[] => {
  const used = new Set(taken)
  const pairs: Pair[] = []
  for (const parent of dice.shuffle(people.filter((person) => isAtHome(person) && !taken.has(person.id)))) {
    const child = people.find(
      (person) =>
        !used.has(person.id) &&
        !isAtHome(person) &&
        nameOfMan(person) === nameOfMan(parent) &&
        ['considering', 'in_touch', 'known', 'exploring'].includes(person.stage),
    )
    if (!child) continue
    used.add(child.id).add(parent.id)
    pairs.push([parent, child])
  }
  return pairs
}

const nameOfMan = ({ family_name }: Known) =>
  familyNames.find(([his, hers]) => his === family_name || hers === family_name)?.[0] ?? family_name

const tie = async ({ trx, dice, centreId }: Facts, from: Known, to: Known, kind: RelationKind) => {
  const created_at = later(from.created_at, to.created_at)
  await trx
    .insertInto('contact_relations')
    .values({ centre_id: centreId, id: dice.id(created_at), from_id: from.id, to_id: to.id, kind, created_at })
    .execute()
}

const shareHome = async ({ trx, dice, centreId }: Facts, head: Known, partner: Known) => {
  const created_at = later(head.created_at, partner.created_at)
  const household_id = dice.id(created_at)
  await trx.insertInto('households').values({ centre_id: centreId, id: household_id, created_at }).execute()
  await trx
    .insertInto('household_members')
    .values([
      { centre_id: centreId, household_id, contact_id: head.id, role: 'head' },
      { centre_id: centreId, household_id, contact_id: partner.id, role: 'partner' },
    ])
    .execute()
}
