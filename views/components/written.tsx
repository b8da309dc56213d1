import { raw } from 'hono/html'
import { writtenHtml } from '../../src/lib/markdown.ts'

/** What a colleague wrote in Markdown. */
export const Written = ({ text }: { text: string }) => <div class="written">{raw(writtenHtml(text))}</div>
