import type { Db } from '../../src/db/connection.ts'
import type { Role, Track } from '../../src/lib/words.ts'
import { publicUrl, testApp } from '../support/app.ts'
import { aCentre, aMember } from '../support/cast.ts'

/** The administrator at the settings of a centre of their own. */
export const aDesk = async (
  { ownerDb, appDb }: { ownerDb: Db; appDb: Db },
  { tracks, role = 'admin' }: { tracks?: Track[]; role?: Role } = {},
) => {
  const app = testApp(appDb)
  const centre = await aCentre(ownerDb, tracks ? { tracks } : {})
  const member = await aMember(ownerDb, [centre], role)
  const base = `/app/${centre.slug}/settings`
  const get = async (path = '') => (await app.get(`${base}${path}`, member.cookie)).text()
  const post = (fields: Record<string, string>, path = '') => app.post(`${base}${path}`, fields, member.cookie)
  const upload = (file: Uint8Array | string, { name = 'logo.png', type = 'image/png' } = {}) => {
    const body = new FormData()
    body.set('logo', new File([typeof file === 'string' ? file : new Uint8Array(file)], name, { type }))
    const headers = { cookie: member.cookie, origin: publicUrl }
    return app.app.request(`${publicUrl}${base}/logo`, { method: 'POST', headers, body })
  }
  const row = () => ownerDb.selectFrom('centres').selectAll().where('id', '=', centre.id).executeTakeFirstOrThrow()
  const logo = () =>
    ownerDb.selectFrom('centre_logos').selectAll().where('centre_id', '=', centre.id).executeTakeFirst()
  const audit = async () =>
    ownerDb
      .selectFrom('audit_entries')
      .select(['action', 'subject_type', 'subject_id', 'fields', 'member_id'])
      .where('centre_id', '=', centre.id)
      .orderBy('id')
      .execute()
  const fields = (more: Record<string, string> = {}) => ({
    version: '1',
    name: centre.name,
    name_en: '',
    name_de: '',
    name_uk: '',
    region: 'Karlovarský kraj',
    email: centre.email,
    address: 'Zkušební 1, Karlovy Vary',
    phone: '',
    web: '',
    mail_from_name: '',
    reply_to: '',
    brand: 'spring',
    brand_color: '',
    takes_enquiries: 'on',
    track_return: 'on',
    lang_en: 'on',
    lang_de: 'on',
    lang_uk: 'on',
    ...more,
  })
  return { app, centre, member, base, get, post, upload, row, logo, audit, fields }
}
