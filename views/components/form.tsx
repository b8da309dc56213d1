import type { PropsWithChildren } from 'hono/jsx'
import type { PublicT } from '../messages/index.ts'
import { ErrorSummary, type FormErrors } from './error-summary.tsx'
import type { Attributes } from './htmx.ts'

export type FormProps = PropsWithChildren<{
  t: PublicT
  action: string
  id?: string
  method?: 'post' | 'get'
  errors?: FormErrors
  labels?: Readonly<Record<string, string>>
  hidden?: Readonly<Record<string, string | number | undefined>>
  /** Needed when the form carries files. */
  multipart?: boolean
  attrs?: Attributes
}>

/** The server checks and answers in the person's language, so the browser's own bubbles stay off. */
export const Form = ({
  t,
  action,
  id,
  method = 'post',
  errors = {},
  labels,
  hidden = {},
  multipart,
  attrs,
  children,
}: FormProps) => (
  <form
    class="form"
    id={id}
    method={method}
    action={action}
    enctype={multipart ? 'multipart/form-data' : undefined}
    novalidate
    data-keep={method === 'post' ? '' : undefined}
    {...attrs}
  >
    <ErrorSummary t={t} errors={errors} labels={labels} />
    {Object.entries(hidden).map(([name, value]) =>
      value === undefined ? null : <input type="hidden" name={name} value={String(value)} />,
    )}
    {children}
  </form>
)
