import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type postgres from 'postgres'
import { barrierQuestions } from '../../seeds/data/barriers-survey.ts'
import { openDb } from '../../src/db/connection.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrateToHead } from '../../src/db/migrate.ts'
import { databaseUrl, withConnection } from '../../src/db/one-connection.ts'
import { countAnswers } from '../../src/sharing/counting.ts'
import { layoutOf } from '../../src/sharing/layout.ts'
import { planOf } from '../../src/sharing/plans.ts'
import { layOut, listRoutes } from '../../src/sharing/queries/counting.ts'
import { askBarriers, inside } from '../sharing/database/scene.ts'
import { aCentre } from '../support/cast.ts'

// Counting a wave for a release against the same GROUPING SETS by hand: `node --import tsx tests/bench/counting.ts [responses] [rounds]`
const people = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 3)

const dataDir = await mkdtemp(join(tmpdir(), 'krajan-counting-'))
const binDir = process.env.BENCH_PG_BIN
const server = await startEmbedded({ dataDir, ...(binDir ? { binDir } : {}) })
const stop = async () => {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** People who answer evenly at random, each in a row of their own for every choice, as the app keeps them. */
const load = async (client: postgres.Sql, centreId: string, waveId: string) => {
  await client.unsafe(`set session_replication_role = replica; alter table answers drop constraint answers_pkey;
    drop index answers_of_question`)
  await client`insert into responses (centre_id, id, wave_id, submission_hash, week, lang, batch)
    select ${centreId}::uuid, gen_random_uuid(), ${waveId}::uuid, sha256(n::text::bytea), '2026-11-16', 'cs', 1 + n / 10
    from generate_series(0, ${people - 1}) n`
  for (const { code, kind, choices, shown_if } of barrierQuestions) {
    if (kind === 'ranking') continue
    const codes = choices.map((choice) => choice.code)
    const own = `c.n = 1 + abs(hashtext($1 || r.id::text)) % ${codes.length}`
    const asked = shown_if
      ? `join answers p on p.response_id = r.id and p.question_code = '${shown_if.question}'
           and p.choice_code in (${shown_if.choices.map((choice) => `'${choice}'`).join(', ')})`
      : ''
    await client.unsafe(
      `insert into answers (centre_id, response_id, question_code, choice_code)
       select r.centre_id, r.id, $1, c.code from responses r ${asked}
         cross join lateral unnest($2::text[]) with ordinality c (code, n)
       where ${own} ${kind === 'multiple' ? 'or random() < 0.15' : ''}`,
      [code, `{${codes.join(',')}}`],
    )
  }
  await client.unsafe(`alter table answers add primary key (centre_id, response_id, question_code, choice_code);
    create index answers_of_question on answers (centre_id, question_code, choice_code, response_id)`)
  await client.unsafe('vacuum analyze responses')
  await client.unsafe('vacuum analyze answers')
}

try {
  await migrateToHead(server.ownerUrl)
  const [ownerDb, appDb, counterDb] = [
    openDb(server.ownerUrl),
    openDb(server.appUrl),
    openDb(server.counterUrl, { statementTimeoutMs: 0 }),
  ]
  const centre = await aCentre(ownerDb)
  const { waveId } = await askBarriers(ownerDb, centre, barrierQuestions)
  const superUrl = databaseUrl(server.superUrl, 'krajan')
  console.info(
    `loaded ${people} responses in ${(await seconds(() => withConnection(superUrl, (client) => load(client, centre.id, waveId)))).toFixed(0)} s`,
  )
  const planned = await inside(appDb, centre, (scope) => planOf(scope, waveId))
  if (planned?.kind !== 'plan') throw new Error('There is no plan.')
  const { plan } = planned

  /** As krajan_counter under row-level security: the answers read and hashed, every item scanned, all of it in Counts. */
  const ours = () =>
    seconds(() =>
      inside(counterDb, centre, async ({ db, centreId }) => {
        const routes = await listRoutes(db, centreId, waveId)
        const counted = await countAnswers(db, { centreId, waveId, lastBatch: people, plan, routes })
        if (counted.kind !== 'counted' || counted.counts.total !== people) throw new Error('Not everybody was counted.')
      }),
    )

  /** As a superuser, whom no policy holds up: the same table, then the scans and nothing else. */
  const byHand = async () => {
    const superDb = openDb(superUrl, { max: 1, statementTimeoutMs: 0 })
    let [laidOut, scanned] = [0, 0]
    await inside(superDb, centre, async ({ db, centreId }) => {
      const layout = layoutOf(plan, await listRoutes(db, centreId, waveId))
      laidOut = await seconds(() => layOut(db, centreId, waveId, people, layout))
      const frames = plan.frames.map((_, place) => `d${place}`)
      const scans = [
        `select ${frames.join(', ')}, count(*) from wide group by grouping sets ((), ${frames.map((frame) => `(${frame})`).join(', ')})`,
        ...plan.items.map((_, index) => {
          const item = `d${frames.length + index}`
          return `select ${[item, ...frames].join(', ')}, count(*) from wide
            group by grouping sets ((${item}), ${frames.map((frame) => `(${item}, ${frame})`).join(', ')})`
        }),
      ]
      scanned = await seconds(async () => {
        for (const scan of scans) await sql.raw(scan).execute(db)
      })
    }).finally(() => superDb.destroy())
    return { laidOut, scanned }
  }

  for (let round = 1; round <= rounds; round++) {
    const hand = await byHand()
    const own = await ours()
    const all = hand.laidOut + hand.scanned
    console.info(
      `round ${round}: by hand ${hand.laidOut.toFixed(2)} s laying out + ${hand.scanned.toFixed(2)} s scans of ${plan.items.length} items = ${all.toFixed(2)} s; Krajan ${own.toFixed(2)} s; ratio ${(own / all).toFixed(2)}`,
    )
  }
  await Promise.all([ownerDb.destroy(), appDb.destroy(), counterDb.destroy()])
} finally {
  await stop()
}
