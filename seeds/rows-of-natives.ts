import { commonBarriers, commonTriggers, horizonsAt, postalCodes, streets, workplaces } from './data/facts.ts'
import type { Facts } from './fact-rows.ts'

export const writeMotives = async ({ trx, dice, now, centreId, people }: Facts) => {
  const talked = people.filter(({ stage }) => horizonsAt[stage] !== undefined && stage !== 'in_touch')
  const rows = talked.flatMap(({ id, created_at }) => {
    const of = { centre_id: centreId, contact_id: id, noted_at: created_at < now ? created_at : now }
    const some = <Code extends string>(codes: readonly Code[], most: number) => [
      ...new Set(Array.from({ length: dice.int(1, most) }, () => dice.pickHead(codes))),
    ]
    return [
      ...some(commonTriggers, 2).map((code) => ({ ...of, kind: 'trigger' as const, code })),
      ...some(commonBarriers, 3).map((code) => ({ ...of, kind: 'barrier' as const, code })),
    ]
  })
  await trx.insertInto('contact_motives').values(rows).execute()
}

/** A second address for work, or an account, of those we know longer. */
export const writeFurtherPoints = async ({ trx, dice, centreId, people }: Facts) => {
  const rows = people
    .filter(() => dice.chance(0.1))
    .map(({ id, created_at }) => {
      const of = { centre_id: centreId, id: dice.id(created_at), contact_id: id, position: 5, created_at }
      const name = id.slice(-6)
      if (dice.chance(0.6))
        return {
          ...of,
          kind: 'email' as const,
          value: `prace.${name}@example.com`,
          value_norm: `prace.${name}@example.com`,
          label: 'práce',
        }
      return {
        ...of,
        kind: 'messenger' as const,
        value: `Signal: krajan.${name}`,
        value_norm: `signal: krajan.${name}`,
        label: '',
      }
    })
  await trx.insertInto('contact_points').values(rows).execute()
}

export const writeAddresses = async ({ trx, dice, now, centreId, people }: Facts) => {
  const rows = people
    .filter(({ residence }) => postalCodes[residence] && dice.chance(0.18))
    .map(({ id, residence, created_at }) => ({
      centre_id: centreId,
      id: dice.id(created_at),
      contact_id: id,
      kind: dice.chance(0.8) ? ('home' as const) : ('postal' as const),
      street: `${dice.pick(streets)} ${dice.int(1, 180)}`,
      postal_code: postalCodes[residence] ?? '',
      town: residence,
      country: 'CZ',
      valid_from: dice.chance(0.5) ? `${now.getUTCFullYear() - dice.int(2, 9)}-09-01` : null,
      created_at,
    }))
  await trx.insertInto('contact_addresses').values(rows).execute()
}

export const writeWorkplaces = async ({ trx, dice, now, centreId, people }: Facts) => {
  const rows = people
    .filter(({ field }) => field !== '' && dice.chance(0.12))
    .map(({ id, created_at }) => {
      const [organisation, role] = dice.pick(workplaces)
      const valid_from = `${now.getUTCFullYear() - dice.int(1, 8)}-0${dice.int(1, 9)}-01`
      return {
        centre_id: centreId,
        id: dice.id(created_at),
        contact_id: id,
        organisation,
        role,
        valid_from,
        created_at,
      }
    })
  await trx.insertInto('affiliations').values(rows).execute()
}
