import { raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** Everything the text depends on, as JSON can say it. */
type Words = readonly unknown[]

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
    const text = raw(inOnePiece(String(render(props))))
    if (texts.size >= most) texts.clear()
    texts.set(key, text)
    return text
  }
}

/** A text put together is kept as its pieces, which would be gone through at every use; one that was read is one piece. */
const inOnePiece = (text: string): string => decoder.decode(encoder.encode(text))

const encoder = new TextEncoder()
const decoder = new TextDecoder()
