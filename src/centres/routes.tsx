import { type Context, Hono } from 'hono'
import { SettingsPage } from '../../views/centres/settings.tsx'
import { languages } from '../../views/messages/index.ts'
import { tracks } from '../lib/words.ts'
import { allow } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, type FormState, postedFile, readForm, refuse } from '../web/forms.ts'
import { CentreForm } from './forms.ts'
import { canEditCentre } from './policy.ts'
import { type CentreRecord, findCentreSettings } from './queries.ts'
import { hangLogo, logoLimits, set, takeDownLogo } from './settings.ts'

/** Mounted at /app/{centre}/settings: what the centre is called, how it looks, where it is, by whose name it writes. */
export const centreSettings = new Hono<StaffEnv>()

centreSettings.get('/', allow(canEditCentre), async (c) => {
  const centre = await settingsIn(c)
  return page(c, centre, emptyForm(fieldsOf(centre)))
})

centreSettings.post('/', allow(canEditCentre), async (c) => {
  const { t, scope, viewer } = c.var
  const form = await readForm(c, CentreForm)
  if (!form.ok) return page(c, await settingsIn(c), form)
  const outcome = await set(scope, viewer.id, form.data)
  if (outcome.kind === 'stale') return page(c, outcome.now, emptyForm(form.typed), { conflict: fieldsOf(outcome.now) })
  if (outcome.kind === 'in_use') {
    const { track } = outcome
    const sentence = t('centre_settings.track_in_use', { track: t(`track.${track}`) })
    return page(c, await settingsIn(c), refuse(form.typed, { [`track_${track}`]: sentence }))
  }
  return c.redirect(`${baseOf(c)}/settings?done=saved`, 303)
})

centreSettings.post('/logo', allow(canEditCentre), async (c) => {
  const { t, scope, viewer } = c.var
  const bytes = await postedFile(c, 'logo')
  const hung = bytes ? await hangLogo(scope, viewer.id, bytes) : { kind: 'no_picture' as const }
  if (hung.kind === 'saved') return c.redirect(`${baseOf(c)}/settings?done=logo#logo`, 303)
  const limits = { kilobytes: logoLimits.bytes / 1024, pixels: logoLimits.pixels }
  const centre = await settingsIn(c)
  return page(c, centre, refuse(fieldsOf(centre), { logo: t(`centre_settings.logo_${hung.kind}`, limits) }))
})

centreSettings.post('/logo/remove', allow(canEditCentre), async (c) => {
  await takeDownLogo(c.var.scope, c.var.viewer.id)
  return c.redirect(`${baseOf(c)}/settings?done=logo_removed#logo`, 303)
})

type StaffContext = Context<StaffEnv>

const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`

const settingsIn = (c: StaffContext) => findCentreSettings(c.var.scope.db, c.var.scope.centreId)

type Around = { conflict?: Record<string, string> }

const page = (c: StaffContext, centre: CentreRecord, form: FormState, { conflict }: Around = {}) => {
  const { t, deps } = c.var
  if (conflict) c.status(409)
  else if (Object.keys(form.errors).length > 0) c.status(422)
  const opened = Number(form.typed.version)
  const version = conflict || !Number.isInteger(opened) || opened < 1 ? centre.version : opened
  const shown = {
    t,
    centre,
    form,
    version,
    mailFrom: deps.settings.mailFrom,
    done: c.req.query('done'),
    ...(conflict ? { conflict } : {}),
  }
  return c.render(<SettingsPage {...shown} />, { title: t('settings.centre') })
}

const fieldsOf = (centre: CentreRecord): Record<string, string> => ({
  name: centre.name,
  name_en: centre.name_en,
  name_de: centre.name_de,
  name_uk: centre.name_uk,
  region: centre.region,
  email: centre.email,
  address: centre.address,
  phone: centre.phone,
  web: centre.web,
  mail_from_name: centre.mail_from_name,
  reply_to: centre.reply_to,
  brand: centre.brand,
  brand_color: centre.brand_color ?? '',
  takes_enquiries: centre.takes_enquiries ? 'on' : '',
  ...Object.fromEntries(languages.map((lang) => [`lang_${lang}`, centre.languages.includes(lang) ? 'on' : ''])),
  ...Object.fromEntries(tracks.map((track) => [`track_${track}`, centre.tracks.includes(track) ? 'on' : ''])),
})
