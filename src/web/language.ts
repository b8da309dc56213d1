import type { Context } from 'hono'
import {
  isLang,
  isStaffLang,
  type Lang,
  languages,
  type StaffLang,
  staffLanguages,
} from '../../views/messages/index.ts'

/** The language of an address: its prefix, `?lang=`, then the browser's wish, then Czech; one of those on offer. */
export const languageOf = (c: Context, offered: readonly Lang[] = languages): Lang => {
  const isOffered = (text: string | undefined): text is Lang => isLang(text) && offered.includes(text)
  const prefix = c.req.path.split('/')[1]
  if (isOffered(prefix)) return prefix
  const asked = c.req.query('lang')
  return isOffered(asked) ? asked : (wishes(c).find(isOffered) ?? languages[0])
}

export const staffLanguageOf = (c: Context): StaffLang => wishes(c).find(isStaffLang) ?? staffLanguages[0]

/** 'de-AT;q=0.8, uk' -> ['uk', 'de'] */
const wishes = (c: Context): string[] =>
  (c.req.header('accept-language') ?? '')
    .split(',')
    .slice(0, 20)
    .map((wish) => {
      const [tag = '', ...parameters] = wish.trim().split(';')
      const q = Number(
        parameters
          .find((parameter) => parameter.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      )
      return { lang: tag.toLowerCase().split('-')[0] ?? '', q: Number.isFinite(q) ? q : 0 }
    })
    .sort((a, b) => b.q - a.q)
    .map(({ lang }) => lang)
