import type { MailState } from '../lib/words.ts'
import { type MailKind, memberMailKinds } from './kinds.ts'

/** Whether the personal links may be seen: they are keys, and the recipient's alone unless nothing is ever sent. */
export const showsKeys = ({ state, kind }: { state: MailState; kind: MailKind }): boolean =>
  state === 'kept' && !memberMailKinds.some((member) => member === kind)

/** Written by the restoring of a backup, in its own words. */
export const isHeldByRestore = ({ state, last_error }: { state: MailState; last_error: string | null }): boolean =>
  state === 'kept' && last_error === 'put on hold by a restore'

export const shownText = ({ body }: { body: string }, keys: boolean): string => (keys ? body : withoutKeys(body))

/** The HTML as it would arrive; its links open beside the page, because the frame it stands in may not be left. */
export const shownHtml = (mail: { html: string }, keys: boolean): string => {
  const html = keys ? mail.html : withoutKeys(mail.html)
  return html.replace('<head>', '<head><base target="_blank">')
}

/** 'https://…/r/<token>?lang=cs' -> 'https://…/r/…', for every kind of personal link. */
export const withoutKeys = (text: string): string =>
  text.replace(/\/(r|n|s|p|u|me|invitation|password)\/[\w.~-]{20,}(\?[^\s"'<]*)?/g, '/$1/…')
