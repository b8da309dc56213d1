import type { Child, PropsWithChildren } from 'hono/jsx'
import type { PublicT } from '../messages/index.ts'
import type { Attributes } from './htmx.ts'
import { Icon, type IconName } from './icon.tsx'

export type ButtonLook = {
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  size?: 'small' | 'large'
  icon?: IconName
}

export type ButtonProps = PropsWithChildren<
  ButtonLook & {
    type?: 'submit' | 'button' | 'reset'
    name?: string
    value?: string
    /** A question asked in a dialog before anything is sent. */
    confirm?: string
    /** The dialog's own button then says what this one says. */
    deed?: boolean
    disabled?: boolean
    attrs?: Attributes
  }
>

export const Button = ({
  children,
  type = 'submit',
  name,
  value,
  confirm,
  deed,
  disabled,
  attrs,
  ...look
}: ButtonProps) => (
  <button
    class={buttonClass(look)}
    type={type}
    name={name}
    value={value}
    disabled={disabled}
    data-confirm={confirm}
    data-deed={deed}
    {...attrs}
  >
    {look.icon && <Icon name={look.icon} />}
    <span>{children}</span>
  </button>
)

export type ButtonLinkProps = PropsWithChildren<ButtonLook & { href: string; attrs?: Attributes }>

export const ButtonLink = ({ children, href, attrs, ...look }: ButtonLinkProps) => (
  <a class={buttonClass(look)} href={href} {...attrs}>
    {look.icon && <Icon name={look.icon} />}
    <span>{children}</span>
  </a>
)

export type IconButtonProps = {
  label: string
  icon: IconName
  type?: 'submit' | 'button'
  confirm?: string
  attrs?: Attributes
}

export const IconButton = ({ label, icon, type = 'button', confirm, attrs }: IconButtonProps) => (
  <button class="icon-button" type={type} aria-label={label} title={label} data-confirm={confirm} {...attrs}>
    <Icon name={icon} />
  </button>
)

export type PostButtonProps = PropsWithChildren<
  ButtonLook & {
    action: string
    fields?: Readonly<Record<string, string | number>>
    confirm?: string
    deed?: boolean
    attrs?: Attributes
  }
>

/** One button that changes something: a form of its own, because a link must not. `attrs` go to the form. */
export const PostButton = ({ children, action, fields = {}, confirm, deed, attrs, ...look }: PostButtonProps) => (
  <form class="post-button" method="post" action={action} {...attrs}>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={String(value)} />
    ))}
    <Button {...look} confirm={confirm} deed={deed}>
      {children}
    </Button>
  </form>
)

/** Appears only where a script can serve it; the text itself must stand on the page. */
export const CopyButton = ({ t, text, label }: { t: PublicT; text: string; label?: string }) => (
  <button
    class="button button-secondary button-small needs-script"
    type="button"
    data-copy={text}
    data-copied={t('common.copied')}
    data-refused={t('common.copy_failed')}
  >
    <Icon name="copy" />
    <span>{label ?? t('common.copy')}</span>
  </button>
)

export const ButtonRow = ({ children }: { children: Child }) => <div class="button-row">{children}</div>

const buttonClass = ({ kind = 'primary', size }: ButtonLook): string =>
  ['button', `button-${kind}`, size && `button-${size}`].filter(Boolean).join(' ')
