import type { Child } from 'hono/jsx'
import type { PublicT } from '../messages/index.ts'
import { fieldId } from './field.tsx'
import { describedBy, FieldNotes, OptionalMark } from './field-notes.tsx'

export type Choice = { value: string; label: string; hint?: Child }

export type ChoiceGroupProps = {
  t: PublicT
  name: string
  legend: string
  type: 'radio' | 'checkbox'
  choices: readonly Choice[]
  values?: readonly string[]
  hint?: Child
  error?: string
  required?: boolean
}

/** Radios or checkboxes under one question; the first one carries the id that the error summary links to. */
export const ChoiceGroup = ({
  t,
  name,
  legend,
  type,
  choices,
  values = [],
  hint,
  error,
  required,
}: ChoiceGroupProps) => {
  const id = fieldId(name)
  return (
    <fieldset class={error ? 'field field-invalid' : 'field'} aria-describedby={describedBy(id, { hint, error })}>
      <legend class="field-label">
        {legend}
        {!required && <OptionalMark t={t} />}
      </legend>
      <FieldNotes id={id} hint={hint} error={error} />
      {choices.map((choice, at) => (
        <div class="field-check">
          <input
            class="check"
            type={type}
            id={at === 0 ? id : `${id}-${at}`}
            name={name}
            value={choice.value}
            checked={values.includes(choice.value)}
            required={type === 'radio' && required}
          />
          <label class="check-label" for={at === 0 ? id : `${id}-${at}`}>
            {choice.label}
            {choice.hint && <span class="field-hint">{choice.hint}</span>}
          </label>
        </div>
      ))}
    </fieldset>
  )
}
