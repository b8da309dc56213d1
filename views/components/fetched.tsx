import type { Child } from 'hono/jsx'

type Props = {
  id: string
  /** The whole page with this part unfolded: where the part comes from, and the way to it without a script. */
  href: string
  label: string
  /** Whose fields go along when it is fetched. */
  include?: string
  children?: Child
}

/** Stands in a closed `details` for what is fetched when it is opened. */
export const Fetched = ({ id, href, label, include, children }: Props) => (
  <div id={id} hx-get={href} hx-trigger='toggle from:"closest details"' hx-swap="outerHTML" hx-include={include}>
    {children}
    <a href={href}>{label}</a>
  </div>
)
