import * as z from 'zod'
import { languages } from '../../views/messages/index.ts'
import { isColour } from '../lib/colour.ts'
import { brands } from '../lib/palette.ts'
import { tracks } from '../lib/words.ts'
import {
  email,
  line,
  optionalEmail,
  phone,
  requiredLine,
  requiredText,
  text,
  tick,
  ticks,
  version,
} from '../web/forms.ts'

/** Only where nobody can read along, and without a name and password in the address. */
const isSecureWeb = (typed: string): boolean => {
  if (/\s/.test(typed) || !URL.canParse(typed)) return false
  const { protocol, username, password, hostname } = new URL(typed)
  return protocol === 'https:' && !username && !password && hostname.includes('.')
}

/** Most people write 'www.kraj.example.org'; what names a protocol of its own is left as it is. */
const withProtocol = (typed: string): string =>
  /^(?!https?:)(?![a-z][a-z\d+.-]*:\/\/)[\p{L}\d]/iu.test(typed) ? `https://${typed}` : typed

const facts = z
  .object({
    version,
    name: requiredLine(150),
    name_en: line(150),
    name_de: line(150),
    name_uk: line(150),
    region: requiredLine(150),
    email,
    address: requiredText(300),
    phone,
    // as a browser reads it, so that what is shown is what is opened
    web: text(200)
      .transform(withProtocol)
      .refine((typed) => typed === '' || isSecureWeb(typed), { error: 'field.web' })
      .transform((typed) => (typed === '' ? '' : new URL(typed).href.replace(/^([^/]+\/\/[^/]+)\/$/, '$1')))
      .refine((web) => web.length <= 200, { error: 'field.web' }),
    mail_from_name: line(100).refine((name) => !/[<>"@\p{Cf}]/u.test(name), { error: 'field.sender_name' }),
    reply_to: optionalEmail,
    brand: z.enum(brands),
    brand_color: text(20).transform((typed) => typed.toLowerCase()),
    takes_enquiries: tick.transform((ticked) => ticked === 'on'),
  })
  .superRefine(({ brand, brand_color }, context) => {
    if (brand === 'own' && !isColour(brand_color))
      context.addIssue({ code: 'custom', path: ['brand_color'], message: 'field.colour' })
  })

const taken = ticks('track', tracks).transform((ticked) => ({ tracks: ticked }))

/** Czech is always offered: the staff writes it, and every other language falls back to it. */
const offered = ticks('lang', languages).transform((ticked) => ({
  languages: languages.filter((lang) => lang === 'cs' || ticked.includes(lang)),
}))

export const CentreForm = z
  .intersection(z.intersection(facts, taken), offered)
  .superRefine((form, context) => {
    // the sentence stands beside the first of them
    if (form.tracks.length === 0)
      context.addIssue({ code: 'custom', path: [`track_${tracks[0]}`], message: 'field.required' })
  })
  .transform(({ brand_color, ...form }) => ({ ...form, brand_color: form.brand === 'own' ? brand_color : null }))
export type CentreForm = z.infer<typeof CentreForm>
