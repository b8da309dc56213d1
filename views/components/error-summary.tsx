import type { PublicT } from '../messages/index.ts'
import { fieldId } from './field.tsx'

/** Field name → finished sentence. The name `form` is the form as a whole and gets no link. */
export type FormErrors = Readonly<Record<string, string | undefined>>

export type ErrorSummaryProps = {
  t: PublicT
  errors: FormErrors
  /** Field name → its label, said before the sentence. */
  labels?: Readonly<Record<string, string>>
}

/** Draws nothing without errors; otherwise the browser lands here, and app.ts after a swap. */
export const ErrorSummary = ({ t, errors, labels = {} }: ErrorSummaryProps) => {
  const mistakes = Object.entries(errors).filter(([, message]) => message)
  if (mistakes.length === 0) return null
  return (
    <div class="error-summary" id="error-summary" role="alert" tabindex={-1} autofocus data-focus>
      {mistakes.length === 1 && errors.form ? (
        <h2>{errors.form}</h2>
      ) : (
        <>
          <h2>{t('error.summary', { count: mistakes.length })}</h2>
          <ul>
            {mistakes.map(([name, message]) => (
              <li>{name === 'form' ? message : <a href={`#${fieldId(name)}`}>{sentence(labels[name], message)}</a>}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

const sentence = (label: string | undefined, message: string | undefined) => (label ? `${label}: ${message}` : message)
