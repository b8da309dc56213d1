import type { Context } from 'hono'

/** Whether htmx asks for just this part of the page: a partial request whose target is the fragment's id. */
// biome-ignore lint/suspicious/noExplicitAny: fragments stand on pages of every kind
export const wantsFragment = (c: Context<any>, ...ids: string[]): boolean => {
  c.header('Vary', 'HX-Request-Type, HX-Target', { append: true })
  const target = c.req.header('HX-Target')?.split('#').at(-1) ?? ''
  return c.req.header('HX-Request-Type') === 'partial' && ids.includes(target)
}

/** Tells the page's live region what was done; headers are printable ASCII, so everything else is escaped. */
// biome-ignore lint/suspicious/noExplicitAny: fragments stand on pages of every kind
export const announce = (c: Context<any>, sentence: string) => {
  const json = JSON.stringify({ announce: sentence })
  c.header(
    'HX-Trigger',
    json.replace(/[\u007f-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )
}
