import { ButtonLink } from './components/button.tsx'
import { PlainLayout } from './layouts/plain.tsx'
import type { PublicT } from './messages/index.ts'

export const errorStatuses = [403, 404, 409, 410, 422, 429, 500, 503] as const
export type ErrorStatus = (typeof errorStatuses)[number]

export type ErrorPageProps = {
  t: PublicT
  status: ErrorStatus
  /** The way back: the list the record was in, the form, or the front page. */
  back?: { href: string; label?: string }
  requestId?: string
  /** below /app, where what is missing and what is closed to somebody read the same */
  isStaff?: boolean
  /** what the answer says in its first line, where the words are those of another */
  code?: number
}

export const ErrorPage = ({ t, ...error }: ErrorPageProps) => (
  <PlainLayout t={t} title={t(`error.${error.status}.title`)} homeHref={error.back?.href}>
    <ErrorMessage t={t} {...error} />
  </PlainLayout>
)

/** The same words without a page around them, for a fragment. */
export const ErrorMessage = ({ t, status, back, requestId, isStaff, code = status }: ErrorPageProps) => (
  <div class="error-page">
    <p class="error-code" aria-hidden="true">
      {code}
    </p>
    <h1 tabindex={-1}>{t(`error.${status}.title`)}</h1>
    <p class="lead">{t(status === 404 && isStaff ? 'error.404.staff' : `error.${status}.text`)}</p>
    <div class="button-row">
      <ButtonLink href={back?.href ?? '/'} icon="arrow-left">
        {back?.label ?? t('error.home')}
      </ButtonLink>
    </div>
    {status === 500 && requestId && (
      <p class="error-id">
        {t('error.request_id')}: <code>{requestId}</code>
      </p>
    )}
  </div>
)
