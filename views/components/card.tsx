import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Attributes } from './htmx.ts'

export type CardProps = PropsWithChildren<{
  title?: Child
  level?: 2 | 3
  /** Makes the card a fragment: the id it is swapped by. */
  id?: string
  actions?: Child
  /** The one card on a page that asks for something. */
  highlight?: boolean
  attrs?: Attributes
}>

export const Card = ({ title, level = 2, id, actions, highlight, attrs, children }: CardProps) => {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section class={highlight ? 'card card-highlight' : 'card'} id={id} {...attrs}>
      {(title || actions) && (
        <header class="card-head">
          {title && <Heading class="card-title">{title}</Heading>}
          {actions && <div class="card-actions">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  )
}
