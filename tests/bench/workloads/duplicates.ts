import type postgres from 'postgres'
import { type Db, openDb } from '../../../src/db/connection.ts'
import { inCentre, type Scope } from '../../../src/db/scope.ts'
import { merge } from '../../../src/duplicates/merge/merge.ts'
import { scanAll, scanHandler } from '../../../src/duplicates/scan.ts'
import { suggest } from '../../../src/duplicates/suggest.ts'
import { runPieces } from '../../../src/jobs/job.ts'
import { type Bench, need } from '../bench.ts'
import { centreAt, memberAt } from '../places.ts'
import { settings } from '../settings.ts'
import type { Measured, Workload } from '../workload.ts'

const { id: centre } = centreAt(0)
const clock = (now: Date) => now
const linked = 500

const workload = (id: string, title: string, run: (desk: Desk) => Promise<Measured>): Workload => ({
  id,
  title,
  run: async (bench) => {
    const db = openDb(bench.database.appUrl)
    const inside = <Answer>(work: (scope: Scope) => Promise<Answer>) =>
      inCentre(db, { centreId: centre }, { settings, clock }, work)
    try {
      return await run({ bench, db, inside })
    } finally {
      await db.destroy()
    }
  },
})

type Desk = {
  bench: Bench
  db: Db
  inside: <Answer>(work: (scope: Scope) => Promise<Answer>) => Promise<Answer | undefined>
}

export const duplicateWorkloads: Workload[] = [
  workload('W11/scan', 'everybody in a centre compared with everybody', async ({ bench, db, inside }) => {
    const began = performance.now()
    await inside((scope) => scanAll(scope, memberAt(1)))
    await runPieces(db, [scanHandler], { clock, settings }, { mostMs: 600_000 })
    const seconds = (performance.now() - began) / 1000
    const [row] = await bench.client<{ left: number; people: number; pairs: number }[]>`
      select (select count(*)::int from contacts_to_match where centre_id = ${centre}) as left,
        (select count(*)::int from contacts where centre_id = ${centre}) as people,
        (select count(*)::int from duplicate_pairs where centre_id = ${centre}) as pairs`
    need(row?.left === 0, `${row?.left} people were not compared`)
    const notes = [`${row?.people} people in ${seconds.toFixed(1)} s (≤ 60), ${row?.pairs} pairs found`]
    return { notes, figures: { seconds } }
  }),
  workload('W11/changed', 'one changed contact compared with all', async ({ bench, inside }) => {
    const ids = await someIds(bench.client, 200)
    return told(await timesOf(ids, (id) => inside((scope) => suggest(scope, [id]))), 20)
  }),
  workload('W11/merge', 'two people made one, with 500 linked rows', async ({ bench, inside }) => {
    const ids = await someIds(bench.client, 40)
    const losers = ids.slice(0, 20)
    for (const id of losers) await linkMuch(bench.client, id)
    await bench.client.unsafe('analyze activities')
    const times = await timesOf(losers, async (loser, at) => {
      const winner = ids[20 + at] ?? ''
      const merged = await inside((scope) =>
        merge(scope, memberAt(1), { winner, loser, winnerVersion: 1, loserVersion: 1, choices: {} }),
      )
      need(merged?.kind === 'merged', `the merge ended as ${merged?.kind}`)
    })
    return told(times, 200)
  }),
]

/** The same people in every run, whom no other workload changes. */
const someIds = async (client: postgres.Sql, most: number): Promise<string[]> => {
  const rows = await client<{ id: string }[]>`
    select id from contacts where centre_id = ${centre} and version = 1 order by md5('duplicates' || id::text) limit ${most}`
  return rows.map(({ id }) => id)
}

/** Half of what is linked are talks, which keep the day of the last contact. */
const linkMuch = (client: postgres.Sql, id: string) => client`
  insert into activities (centre_id, id, contact_id, kind, occurred_at, body, created_at)
  select ${centre}, gen_random_uuid(), ${id}, (array['note', 'phone_call'])[1 + n % 2], now() - n * interval '1 hour', 'Zápis', now()
  from generate_series(1, ${linked}) n`

const timesOf = async (ids: string[], work: (id: string, at: number) => Promise<unknown>) => {
  const times: number[] = []
  for (const [at, id] of ids.entries()) {
    const began = performance.now()
    await work(id, at)
    times.push(performance.now() - began)
  }
  return times.sort((a, b) => a - b)
}

const told = (times: number[], most: number): Measured => {
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  const [p50, p95] = [at(0.5), at(0.95)]
  return { notes: [`p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (≤ ${most})`], figures: { p50, p95 } }
}
