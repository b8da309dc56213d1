import { expect } from 'vitest'

export type Answer = { status: number; location: string; text: string; headers: Headers }
type Fields = Record<string, string> | [string, string][]

/** Somebody with a browser of their own: cookies are kept, redirects are told and not followed. */
export const visitor = (url: string, lang = 'cs') => {
  const jar = new Map<string, string>()

  const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { 'accept-language': lang, ...(cookie ? { cookie } : {}), ...init.headers }
    const answer = await fetch(new URL(path, url), { ...init, headers, redirect: 'manual' })
    for (const set of answer.headers.getSetCookie()) keep(set)
    const text = (await answer.text()).replaceAll('\u00a0', ' ')
    return { status: answer.status, location: answer.headers.get('location') ?? '', text, headers: answer.headers }
  }
  const keep = (set: string) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
    if (value && !/max-age=0/i.test(set)) jar.set(name, value)
    else jar.delete(name)
  }

  const get = (path: string, headers: Record<string, string> = {}) => ask(path, { headers })
  const post = (path: string, fields: Fields = {}, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    })
  /** The page of that address, which must be there. */
  const page = async (path: string) => {
    const { status, text } = await get(path)
    expect([path, status]).toEqual([path, 200])
    return text
  }
  return {
    get,
    post,
    page,
    cookies: () => [...jar.keys()],
    /** Opens a page on which all these words stand. */
    reads: async (path: string, ...words: string[]) => {
      const text = await page(path)
      expect([path, words.filter((said) => !text.includes(said))]).toEqual([path, []])
    },
    /** Posts what must succeed; answers with the address it leads to. */
    send: async (path: string, fields?: Fields) => {
      const { status, location, text } = await post(path, fields)
      expect([path, status, text.slice(0, 500)]).toEqual([path, 303, ''])
      return location
    },
  }
}

export type Visitor = ReturnType<typeof visitor>
