import { expect } from 'vitest'
import type { Db } from '../../src/db/connection.ts'
import { jobHandlers } from '../../src/handlers.ts'
import { runPieces } from '../../src/jobs/job.ts'
import type { Role, Track } from '../../src/lib/words.ts'
import { aDesk } from '../contacts/desk.ts'
import { publicUrl, type TestApp, testSettings } from '../support/app.ts'

type Db2 = { appDb: Db; ownerDb: Db }

/** A coordinator with a list in her hands: she brings it, says what it means, looks, and lets it be written. */
export const anImportDesk = async (
  { appDb, ownerDb }: Db2,
  app: TestApp,
  options: { tracks?: Track[]; role?: Role } = {},
) => {
  const desk = await aDesk(ownerDb, app, options)
  const work = () => runPieces(appDb, jobHandlers, { clock: (now) => now, settings: testSettings }, { mostMs: 60_000 })

  const upload = async (content: Uint8Array | string, name = 'seznam.csv', path = '/contacts/import') => {
    const body = new FormData()
    body.set('file', new File([content as BlobPart], name)) // typed arrays and strings are parts
    const response = await app.app.request(`${publicUrl}${desk.base}${path}`, {
      method: 'POST',
      headers: { origin: publicUrl, cookie: desk.member.cookie },
      body,
    })
    const location = response.headers.get('location') ?? ''
    const id = /imports\/([0-9a-f-]{36})/.exec(location)?.[1] ?? ''
    return { status: response.status, location, id, html: await response.text() }
  }

  /** The columns as they are suggested, or as told by their titles. */
  const map = async (id: string, told: Record<string, string> = {}) => {
    const list = await found(ownerDb, id)
    const fields = list.header.map(
      (title, at) => [`column_${at}`, told[title] ?? list.mapping[at] ?? ''] as [string, string],
    )
    return desk.send(`/imports/${id}/columns`, fields)
  }

  const source = (id: string, more: Record<string, string> = {}) =>
    desk.send(`/imports/${id}/source`, {
      ...{ source_note: 'Gymnázium Cheb', lawful_basis: 'legitimate_interest', acquired_on: '2026-11-01' },
      ...{ known_policy: 'fill', likely_policy: 'ask', ...more },
    })

  const check = async (id: string, more: Record<string, string> = {}) => {
    expect((await source(id, more)).status).toBe(303)
    await work()
    return counts(ownerDb, id)
  }

  const run = async (id: string) => {
    const sent = await desk.send(`/imports/${id}/run`, {})
    await work()
    return sent
  }

  const revert = async (id: string) => {
    const sent = await desk.send(`/imports/${id}/revert`, {})
    await work()
    return sent
  }

  /** From a file to people in one go. */
  const bring = async (
    content: Uint8Array | string,
    more: Record<string, string> = {},
    told: Record<string, string> = {},
  ) => {
    const { id, status, html } = await upload(content)
    if (status !== 303) throw new Error(`not taken: ${/flash-text.*?<\/div>/s.exec(html)?.[0]}`)
    await map(id, told)
    const planned = await check(id, more)
    await run(id)
    return { id, planned, done: await outcomes(ownerDb, id) }
  }

  return { ...desk, work, upload, map, source, check, run, revert, bring }
}

export type ImportDesk = Awaited<ReturnType<typeof anImportDesk>>

export const found = (db: Db, id: string) =>
  db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** How many rows are planned how. */
export const counts = async (db: Db, id: string): Promise<Record<string, number>> => {
  const rows = await rowsOf(db, id)
  return Object.fromEntries(
    [...new Set(rows.map(({ plan }) => plan))].map((plan) => [plan, rows.filter((row) => row.plan === plan).length]),
  )
}

export const outcomes = async (db: Db, id: string): Promise<Record<string, number>> => {
  const said = (await rowsOf(db, id)).map(({ outcome }) => outcome ?? 'waiting')
  return Object.fromEntries(
    [...new Set(said)].map((outcome) => [outcome, said.filter((one) => one === outcome).length]),
  )
}

export const rowsOf = (db: Db, id: string) =>
  db.selectFrom('import_rows').selectAll().where('import_id', '=', id).orderBy('nth').execute()

export const peopleOf = (db: Db, centreId: string) =>
  db.selectFrom('contacts').selectAll().where('centre_id', '=', centreId).orderBy('id').execute()
