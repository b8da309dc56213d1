import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { languages } from '../../views/messages/index.ts'

const name = 'survey'
/** Shorter than the draft: whoever comes to the same computer tomorrow does not find it open. */
export const cookieHours = 12

type Place = { centre: string; slug: string }

export const heldToken = (c: Context): string | undefined => getCookie(c, name)

/** Kept for the survey's own pages alone, in whichever language the person goes on. */
export const holdToken = (c: Context, place: Place, token: string, publicUrl: string) => {
  const secure = publicUrl.startsWith('https:')
  for (const path of pathsOf(place))
    setCookie(c, name, token, { path, secure, httpOnly: true, sameSite: 'Lax', maxAge: cookieHours * 3600 })
}

export const dropToken = (c: Context, place: Place) => {
  for (const path of pathsOf(place)) deleteCookie(c, name, { path })
}

const pathsOf = ({ centre, slug }: Place) => languages.map((lang) => `/${lang}/${centre}/surveys/${slug}`)
