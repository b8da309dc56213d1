import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { languages } from '../../views/messages/index.ts'

const name = 'survey'
/** Shorter than the draft: whoever comes to the same computer tomorrow does not find it open. */
export const cookieHours = 12

type Place = { centre: string; slug: string }

// no token holds a dot
const linkMark = 'link.'

/** A token that came by a link is in the hands of whoever sent the link, too. */
type Held = { token: string | undefined; byLink: boolean }

export const heldToken = (c: Context): Held => {
  const value = getCookie(c, name)
  const byLink = value?.startsWith(linkMark) ?? false
  return { token: byLink ? value?.slice(linkMark.length) : value, byLink }
}

/** Kept for the survey's own pages alone, in whichever language the person goes on. */
export const holdToken = (c: Context, place: Place, token: string, publicUrl: string, { byLink = false } = {}) => {
  const value = byLink ? `${linkMark}${token}` : token
  const secure = publicUrl.startsWith('https:')
  for (const path of pathsOf(place))
    setCookie(c, name, value, { path, secure, httpOnly: true, sameSite: 'Lax', maxAge: cookieHours * 3600 })
}

export const dropToken = (c: Context, place: Place) => {
  for (const path of pathsOf(place)) deleteCookie(c, name, { path })
}

const pathsOf = ({ centre, slug }: Place) => languages.map((lang) => `/${lang}/${centre}/surveys/${slug}`)
