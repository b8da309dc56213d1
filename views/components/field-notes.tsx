import type { Child } from 'hono/jsx'
import type { PublicT } from '../messages/index.ts'
import { Icon } from './icon.tsx'

/** What stands beside a control: how to fill it in, what is wrong with it. */
export const FieldNotes = ({ id, hint, error }: { id: string; hint?: Child; error?: string }) => (
  <>
    {hint && (
      <p class="field-hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    {error && (
      <p class="field-error" id={`${id}-error`}>
        <Icon name="alert" />
        <span>{error}</span>
      </p>
    )}
  </>
)

export const OptionalMark = ({ t }: { t: PublicT }) => <span class="field-optional"> ({t('common.optional')})</span>

export const describedBy = (id: string, { hint, error }: { hint?: Child; error?: string }): string | undefined =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
