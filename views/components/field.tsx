import type { Child } from 'hono/jsx'
import type { PublicT } from '../messages/index.ts'
import { describedBy, FieldNotes, OptionalMark } from './field-notes.tsx'
import type { Attributes } from './htmx.ts'
import { type Option, Options } from './options.tsx'

export type FieldProps = {
  t: PublicT
  name: string
  label: string
  /** When one page has two fields of the same name. */
  id?: string
  hint?: Child
  /** A finished sentence; its presence marks the field invalid. */
  error?: string
  required?: boolean
  /** Lay the label in for screen readers only, where the page already says it. */
  labelHidden?: boolean
  width?: 'short' | 'medium'
  attrs?: Attributes
}

export type ControlAttributes = {
  id: string
  name: string
  required: boolean | undefined
  'aria-invalid': 'true' | undefined
  'aria-describedby': string | undefined
}

export const fieldId = (name: string): string => `field-${name}`

/** Label, hint, error and whatever control you draw with the attributes handed in. */
export const Field = (props: FieldProps & { control: (attributes: ControlAttributes) => Child }) => {
  const control = controlAttributes(props)
  return (
    <div class={fieldClass(props)}>
      <label class={props.labelHidden ? 'visually-hidden' : 'field-label'} for={control.id}>
        {props.label}
        {!props.required && <OptionalMark t={props.t} />}
      </label>
      <FieldNotes id={control.id} hint={props.hint} error={props.error} />
      {props.control(control)}
    </div>
  )
}

export type TextFieldProps = FieldProps & {
  value?: string | number | null
  type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search' | 'number' | 'date' | 'time' | 'datetime-local'
  autocomplete?: string
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search' | 'url'
  minlength?: number
  maxlength?: number
  min?: string | number
  max?: string | number
  step?: string | number
  list?: string
  readonly?: boolean
  spellcheck?: boolean
}

export const TextField = (props: TextFieldProps) => {
  const { t, label, hint, error, labelHidden, width, attrs, id, name, required, value, type = 'text', ...rest } = props
  return (
    <Field
      {...{ t, label, hint, error, labelHidden, width, id, name, required }}
      control={(control) => (
        <input class="input" {...control} type={type} value={value ?? undefined} {...rest} {...attrs} />
      )}
    />
  )
}

export const EmailField = (props: TextFieldProps) => (
  <TextField type="email" inputmode="email" autocomplete="email" spellcheck={false} maxlength={254} {...props} />
)

export const PhoneField = (props: TextFieldProps) => (
  <TextField type="tel" inputmode="tel" autocomplete="tel" width="medium" {...props} />
)

export const PasswordField = (props: TextFieldProps) => (
  <TextField type="password" autocomplete="current-password" {...props} value={undefined} />
)

export const NumberField = (props: TextFieldProps) => (
  <TextField type="number" inputmode="numeric" width="short" {...props} />
)

export const DateField = (props: TextFieldProps) => <TextField type="date" width="medium" {...props} />

/** Value and answer are local: `2026-11-20T18:00`. */
export const DateTimeField = (props: TextFieldProps) => <TextField type="datetime-local" width="medium" {...props} />

export type TextAreaFieldProps = FieldProps & { value?: string | null; rows?: number; maxlength?: number }

export const TextAreaField = ({ value, rows = 4, maxlength, attrs, ...field }: TextAreaFieldProps) => (
  <Field
    {...field}
    control={(control) => (
      <textarea class="input" {...control} rows={rows} maxlength={maxlength} {...attrs}>
        {value ?? ''}
      </textarea>
    )}
  />
)

export type { Option }

export type SelectFieldProps = FieldProps & {
  options: readonly Option[]
  value?: string | null
  /** The first, empty line; `false` when there always is a value. */
  empty?: string | false
}

export const SelectField = ({ options, value, empty, attrs, ...field }: SelectFieldProps) => (
  <Field
    {...field}
    control={(control) => (
      <select class="input" {...control} {...attrs}>
        {empty !== false && <option value="">{empty ?? field.t('common.choose')}</option>}
        <Options options={options} value={value} />
      </select>
    )}
  />
)

export type CheckboxFieldProps = FieldProps & { checked?: boolean; value?: string }

/** Never ticked for the person; consent says in `hint` what the tick allows. */
export const CheckboxField = ({ checked, value = 'on', attrs, ...props }: CheckboxFieldProps) => {
  const control = controlAttributes(props)
  return (
    <div class={`${fieldClass(props)} field-check`}>
      <input class="check" type="checkbox" {...control} value={value} checked={checked} {...attrs} />
      <div>
        <label class="check-label" for={control.id}>
          {props.label}
        </label>
        <FieldNotes id={control.id} hint={props.hint} error={props.error} />
      </div>
    </div>
  )
}

const controlAttributes = (
  props: Pick<FieldProps, 'id' | 'name' | 'hint' | 'error' | 'required'>,
): ControlAttributes => {
  const id = props.id ?? fieldId(props.name)
  return {
    id,
    name: props.name,
    required: props.required,
    'aria-invalid': props.error ? 'true' : undefined,
    'aria-describedby': describedBy(id, props),
  }
}

const fieldClass = ({ width, error }: Pick<FieldProps, 'width' | 'error'>): string =>
  ['field', width && `field-${width}`, error && 'field-invalid'].filter(Boolean).join(' ')
