import MarkdownIt from 'markdown-it'
import { memo } from './memo.ts'

/**
 * What somebody wrote as Markdown, as HTML that is safe to stand on a page. No HTML of their own, no pictures, no
 * headings that would break those of the page, and no links but to the web, a mailbox or a phone. What looks like no
 * Markdown reads as it was typed.
 */
export const writtenHtml = (text: string): string => known(text.slice(0, longest))

const longest = 20_000

const parser = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: 12 })
  // `[a]: b` would vanish, four spaces would turn a letter into code, and a line of = above into a heading
  .disable(['image', 'code', 'table', 'reference', 'lheading', 'hr'])
parser.linkify.set({ fuzzyLink: false, fuzzyIP: false })
parser.validateLink = (href) => /^(?:https?:\/\/|mailto:|tel:)/i.test(href.trim())
parser.renderer.rules.heading_open = () => '<p><strong>'
parser.renderer.rules.heading_close = () => '</strong></p>\n'
parser.renderer.rules.link_open = (tokens, at, options, _env, self) => {
  tokens[at]?.attrSet('rel', 'nofollow noopener noreferrer')
  return self.renderToken(tokens, at, options)
}

const known = memo((text: string) => parser.render(text), 500)
