import { strToU8 } from 'fflate'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { uuidPattern } from '../lib/ids.ts'
import { dayOf } from '../lib/time.ts'
import { allow } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { readForm, refuse } from '../web/forms.ts'
import { isField } from './fields.ts'
import { ChoicesForm, ReadingForm, SourceForm } from './forms.ts'
import { chooseFields, explainWords, faultIn, meaningsIn } from './mapping.ts'
import {
  addressOf,
  baseOf,
  columnsPage,
  filePage,
  importIn,
  newPage,
  readerIn,
  type StaffContext,
  sourcePage,
  wordsPage,
} from './pages.tsx'
import { canImport } from './policy.ts'
import { deleteImport } from './queries/imports.ts'
import type { Wish } from './reading/read.ts'
import { startCheck } from './start.ts'
import { centreVocabulary } from './understanding.ts'
import { readAgain, upload } from './upload.ts'

/** Mounted at /app/{centre}/contacts/import: where a list comes in. */
export const uploads = new Hono<StaffEnv>()

uploads.get('/', allow(canImport), (c) => newPage(c))

uploads.post('/', allow(canImport), async (c) => {
  const { scope, viewer } = c.var
  const posted = await postedList(c)
  if (!posted) return newPage(c, { isMissing: true })
  const { pasted, ...list } = posted
  const uploaded = await upload(scope, { ...list, memberId: viewer.id, read: readerIn(c) })
  if (uploaded.kind === 'uploaded') return c.redirect(addressOf(c, uploaded, '/file'), 303)
  return newPage(c, { problem: uploaded, pasted })
})

/** Mounted at /app/{centre}/imports: the steps from a file to people, each with an address of its own. */
export const importSteps = new Hono<StaffEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'

importSteps.get(`${one}/file` as '/:id/file', allow(canImport), async (c) => filePage(c, await importIn(c)))

importSteps.post(`${one}/file` as '/:id/file', allow(canImport), async (c) => {
  const list = await importIn(c)
  const form = await readForm(c, ReadingForm)
  if (!form.ok) return filePage(c, list, { problem: 'damaged' })
  const read = await readAgain(c.var.scope, list, wishOf(form.data), readerIn(c))
  return read.kind === 'refused' ? filePage(c, list, read) : c.redirect(addressOf(c, list, '/file'), 303)
})

importSteps.get(`${one}/columns` as '/:id/columns', allow(canImport), async (c) => columnsPage(c, await importIn(c)))

importSteps.post(`${one}/columns` as '/:id/columns', allow(canImport), async (c) => {
  const { t, scope } = c.var
  const list = await importIn(c)
  const form = await readForm(c, ChoicesForm)
  if (!form.ok) return columnsPage(c, list)
  const mapping = list.header.map((_, at) => chosen(form.typed[`column_${at}`]))
  const fault = faultIn(mapping)
  if (fault) {
    const errors = { [`column_${fault.column ?? 0}`]: t(`imports.fault.${fault.code}`) }
    return columnsPage(c, list, refuse(form.typed, errors), mapping)
  }
  const mapped = await chooseFields(scope, list, mapping)
  if (mapped.kind === 'stale') return c.redirect(addressOf(c, list), 303)
  return c.redirect(addressOf(c, list, mapped.hasUnknown ? '/words' : '/source'), 303)
})

importSteps.get(`${one}/words` as '/:id/words', allow(canImport), async (c) => wordsPage(c, await importIn(c)))

importSteps.post(`${one}/words` as '/:id/words', allow(canImport), async (c) => {
  const { scope } = c.var
  const list = await importIn(c)
  const form = await readForm(c, ChoicesForm)
  if (!form.ok) return wordsPage(c, list)
  const meanings = meaningsIn(list, (name) => form.typed[name] ?? '', await centreVocabulary(scope))
  const kept = await explainWords(scope, list, meanings)
  return c.redirect(addressOf(c, list, kept ? '/source' : ''), 303)
})

importSteps.get(`${one}/source` as '/:id/source', allow(canImport), async (c) => sourcePage(c, await importIn(c)))

importSteps.post(`${one}/source` as '/:id/source', allow(canImport), async (c) => {
  const { t, scope, viewer } = c.var
  const list = await importIn(c)
  const form = await readForm(c, SourceForm)
  if (!form.ok) return sourcePage(c, list, form)
  if (form.data.acquired_on > dayOf(scope.now))
    return sourcePage(c, list, refuse(form.typed, { acquired_on: t('imports.in_future') }))
  await startCheck(scope, list, form.data, viewer.id)
  return c.redirect(addressOf(c, list), 303)
})

/** Pressed twice, or by two, it is gone all the same. */
importSteps.post(`${one}/delete` as '/:id/delete', allow(canImport), async (c) => {
  await deleteImport(c.var.scope.db, c.var.scope.centreId, (await importIn(c)).id)
  return c.redirect(`${baseOf(c)}/contacts/import`, 303)
})

type Posted = { bytes: Uint8Array; name: string; wish: Wish; pasted: string }

/** A file, or what was pasted in its place. */
const postedList = async (c: StaffContext): Promise<Posted | undefined> => {
  const { file, pasted } = await c.req.parseBody().catch(() => {
    throw new HTTPException(400)
  })
  if (file instanceof File && file.size > 0)
    return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name, wish: {}, pasted: '' }
  if (typeof pasted !== 'string' || pasted.trim() === '') return undefined
  const text = pasted.replaceAll('\0', '').toWellFormed()
  const wish: Wish = { encoding: 'utf-8', ...(text.includes('\t') ? { separator: '\t' } : {}) }
  return { bytes: strToU8(text), name: c.var.t('imports.pasted'), wish, pasted: text }
}

const chosen = (name: string | undefined) => (name && isField(name) ? name : '')

const wishOf = ({ encoding, separator, sheet, header }: { [Key in keyof Wish]?: Wish[Key] | undefined }): Wish => ({
  ...(encoding ? { encoding } : {}),
  ...(separator ? { separator } : {}),
  ...(sheet ? { sheet } : {}),
  ...(header === undefined ? {} : { header }),
})
