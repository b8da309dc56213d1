import type { Child } from 'hono/jsx'

export type LinkRowProps = {
  href: string
  title: string
  level?: 2 | 3
  before?: Child
  after?: Child
  children?: Child
}

/** A row that leads somewhere as a whole, with one link to hear; put several into `<div class="link-list">`. */
export const LinkRow = ({ href, title, level = 2, before, after, children }: LinkRowProps) => {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <article class="link-row">
      {before}
      <div class="link-row-text">
        <Heading>
          <a href={href}>{title}</a>
        </Heading>
        {children}
      </div>
      {after}
    </article>
  )
}
