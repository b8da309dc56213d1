import { type Context, Hono } from 'hono'
import { ImportPage } from '../../../views/sharing/reading/import.tsx'
import { KeysPage } from '../../../views/sharing/reading/keys.tsx'
import type { Judged } from '../../../views/sharing/reading/verdict.tsx'
import { isUuid } from '../../lib/ids.ts'
import { allow, found } from '../../web/access.ts'
import type { StaffEnv } from '../../web/env.ts'
import { emptyForm, type FormState, postedField, postedFile, readForm, refuse } from '../../web/forms.ts'
import { deleteImport, distrustKey, type Imported, importPackage, trustKey } from '../imports.ts'
import { listKeys, listOffered } from '../queries/catalogue.ts'
import { listTrustedKeys } from '../queries/imports.ts'
import { KeyForm } from './forms.ts'
import { canImport, canKeepKeys, canReadNetwork } from './policy.ts'
import { reasonOf } from './reasons.ts'
import { zipLimits } from './zip.ts'

/** Mounted at /app/{centre}/sharing/network: packages from regions outside the installation, and whose keys we trust. */
export const imports = new Hono<StaffEnv>()

imports.get('/imports/new', allow(canImport), (c) => importPage(c))

imports.post('/imports', allow(canImport), async (c) => {
  const { scope, viewer } = c.var
  const zip = await postedFile(c, 'package')
  if (!zip) return importPage(c, { good: false, reason: 'no_file' })
  const imported = await importPackage(scope, { zip, memberId: viewer.id })
  if ('id' in imported) return c.redirect(`${networkOf(c)}/${imported.id}?done=${imported.kind}`, 303)
  return importPage(c, await refusalOf(c, imported))
})

/** Pressed twice, or for one that somebody else has thrown out, it is gone all the same. */
imports.post('/imports/delete', allow(canImport), async (c) => {
  const id = await postedField(c, 'id')
  if (isUuid(id)) await deleteImport(c.var.scope, { id, memberId: c.var.viewer.id })
  return c.redirect(`${networkOf(c)}?done=deleted`, 303)
})

imports.get('/keys', allow(canReadNetwork), (c) => keysPage(c, emptyForm()))

imports.post('/keys', allow(canKeepKeys), async (c) => {
  const { t, scope, viewer } = c.var
  const form = await readForm(c, KeyForm)
  if (!form.ok) return keysPage(c, form)
  const { region, public_key: publicKey } = form.data
  const trusted = await trustKey(scope, { region, publicKey, memberId: viewer.id })
  if (trusted.kind === 'not_a_key') return keysPage(c, refuse(form.typed, { public_key: t('reading.key_wrong') }))
  return c.redirect(`${networkOf(c)}/keys?done=trusted`, 303)
})

imports.post('/keys/:id{[0-9a-f]{16}}/remove', allow(canKeepKeys), async (c) => {
  const { kind } = found(await distrustKey(c.var.scope, { keyId: c.req.param('id') ?? '', memberId: c.var.viewer.id }))
  return c.redirect(`${networkOf(c)}/keys?done=${kind === 'done' ? 'gone' : kind}`, 303)
})

type StaffContext = Context<StaffEnv>

const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`
const networkOf = (c: StaffContext) => `${baseOf(c)}/sharing/network`

const refusalOf = async (c: StaffContext, refused: Exclude<Imported, { id: string }>): Promise<Judged> => {
  if (refused.kind === 'unknown_key') {
    const isNetwork = (await listKeys(c.var.scope.db)).some(({ key_id }) => key_id === refused.keyId)
    return { good: false, reason: isNetwork ? 'in_network' : 'unknown_key', key: refused.keyId }
  }
  const reason = reasonOf(refused.reason)
  // what the unpacking said is a code of ours, what the checker said is worth reading
  return reason === refused.reason || refused.reason === 'no_manifest'
    ? { good: false, reason }
    : { good: false, reason, line: refused.reason }
}

const importPage = (c: StaffContext, judged?: Judged) => {
  const { t } = c.var
  if (judged) c.status(422)
  const page = { t, base: baseOf(c), megabytes: zipLimits.packed / 1024 / 1024, judged }
  return c.render(<ImportPage {...page} />, { title: t('reading.import'), current: 'sharing' })
}

const keysPage = async (c: StaffContext, form: FormState) => {
  const { t, scope, viewer } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  const [trusted, listed, offered] = await Promise.all([
    listTrustedKeys(scope.db, scope.centreId),
    listKeys(scope.db),
    listOffered(scope.db, scope.now),
  ])
  const names = new Map(offered.map(({ centre_slug, centre_name }) => [centre_slug, centre_name]))
  names.set(viewer.centre.slug, viewer.centre.name)
  const network = listed.map((key) => ({ ...key, centre: names.get(key.centre) ?? key.centre }))
  const page = { t, base: baseOf(c), trusted, network, mayEdit: canKeepKeys(viewer), form, done: c.req.query('done') }
  return c.render(<KeysPage {...page} />, { title: t('reading.keys'), current: 'sharing' })
}
