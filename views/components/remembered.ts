import { raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

type Words = readonly (string | number | boolean | null | undefined)[]

/** Renders once what depends on little, such as a page's frame, and gives the same text again for the same words. */
export const remembered = <Props>(
  render: (props: Props) => { toString(): string | Promise<string> },
  wordsOf: (props: Props) => Words,
  most = 1000,
) => {
  const texts = new Map<string, HtmlEscapedString>()
  return (props: Props): HtmlEscapedString => {
    const key = JSON.stringify(wordsOf(props))
    const known = texts.get(key)
    if (known) return known
    // no part of ours waits for anything, so it is a text at once
    const text = raw(render(props).toString())
    if (texts.size >= most) texts.clear()
    texts.set(key, text)
    return text
  }
}
