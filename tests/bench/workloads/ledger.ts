import { asBareSql, type Bench, type Contestant, need } from '../bench.ts'
import { compare } from '../compare.ts'
import { centreAt } from '../places.ts'
import type { Delivery, DeliveryResult } from '../post.ts'
import { startWorker } from '../processes.ts'
import type { Workload } from '../workload.ts'

const { id: centre } = centreAt(0)
/** More than can be sent in a round. */
const waiting = 20_000

export const ledger: Workload = {
  id: 'W10',
  title: 'ledger: claim, send to a local peer, mark; against a bare insert and update, one at a time',
  must: 0.4,
  aim: 0.6,
  run: async (bench) => {
    const peer = await bench.serve('peer.ts', {})
    const post = await startWorker('post.ts')
    let memory = { idlePss: 0, busyPss: 0 }
    const sender: Contestant = {
      name: 'krajan',
      pids: [post.pid],
      server: post.pid,
      steps: 1,
      prepare: () => promise(bench),
      fire: async (seconds) => {
        const question: Delivery = { url: bench.database.appUrl, peerUrl: peer.url, seconds }
        const result = await post.ask<DeliveryResult>(question)
        memory = { idlePss: result.idlePss, busyPss: Math.max(memory.busyPss, result.busyPss) }
        return result
      },
      confirm: ({ count }) => confirmSent(bench, count),
    }
    const bare = asBareSql(bench, async () => ({
      statement: 'mailPair',
      asked: [{ centre }],
      order: 'flow',
      connections: 1,
    }))
    try {
      const compared = await compare(bench, [bare, sender], ['krajan', 'sql'])
      const grown = memory.busyPss - memory.idlePss
      return { ...compared, notes: [`${grown.toFixed(0)} MB PSS above idle (≤ 150)`], figures: memory }
    } finally {
      await post.stop()
    }
  },
}

/** Mails that wait; what a round left over is out of the way. */
const promise = async ({ client }: Bench) => {
  await client`update mails set state = 'cancelled' where state = 'ready'`
  await client`
    insert into mails (centre_id, id, dedupe_key, class, kind, to_address, to_name, address_hash, lang, subject, html, body,
      state, not_before, created_at)
    select ${centre}, gen_random_uuid(), gen_random_uuid()::text, 'transactional', 'bench', 'm' || n || '@example.com', 'Někdo',
      sha256(n::text::bytea), 'cs', 'Předmět', '<p>Dobrý den</p>', 'Dobrý den', 'ready', now(), now()
    from generate_series(1, ${waiting}) n`
  await client.unsafe('vacuum (analyze) mails')
}

const confirmSent = async ({ client }: Bench, count: number) => {
  const [row] = await client<{ left: number }[]>`select count(*)::int as left from mails where state = 'ready'`
  need(row?.left === waiting - count, `${count} mails were said to be sent, ${waiting - (row?.left ?? 0)} were`)
}
