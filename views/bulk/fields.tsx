import type { ActionName } from '../../src/bulk/forms.ts'
import { countriesIn } from '../../src/lib/countries.ts'
import { regionCodes, regionName } from '../../src/lib/regions.ts'
import { stagesIn } from '../../src/lib/stages.ts'
import { horizons } from '../../src/lib/words.ts'
import type { FormState } from '../../src/web/forms.ts'
import { CheckboxField, DateField, SelectField, TextAreaField, TextField } from '../components/field.tsx'
import type { BulkChoiceProps } from './choose.tsx'
import { RestFields } from './rest-fields.tsx'

type Props = BulkChoiceProps & { action: ActionName; form: FormState; prefix: string }

/** What one action asks for. */
export const ActionFields = (props: Props) => {
  const { t, action, tags, form } = props
  switch (action) {
    case 'add_tag':
      return (
        <>
          <TextField {...field(props, 'tag')} required maxlength={100} autocomplete="off" list="tags-in-use" />
          <datalist id="tags-in-use">
            {tags.map((tag) => (
              <option value={tag} />
            ))}
          </datalist>
        </>
      )
    case 'remove_tag':
      return <SelectField {...field(props, 'tag')} required options={tags.map((tag) => ({ value: tag, label: tag }))} />
    case 'owner':
      return <SelectField {...field(props, 'owner_id')} empty={t('bulk.nobody_owns')} options={people(props)} />
    case 'next_step':
      return (
        <>
          <TextField {...field(props, 'next_step')} required maxlength={300} />
          <DateField {...field(props, 'next_step_on')} required />
          <CheckboxField
            {...field(props, 'overwrite')}
            hint={t('bulk.overwrite_hint')}
            checked={form.typed.overwrite === 'on'}
            value="on"
          />
        </>
      )
    case 'task':
      return (
        <>
          <TextField {...field(props, 'title')} required maxlength={200} />
          <DateField {...field(props, 'due_on')} required />
          <SelectField
            {...field(props, 'assignee_id')}
            required
            empty={false}
            value={form.typed.assignee_id ?? props.viewerId}
            options={people(props)}
          />
        </>
      )
    case 'note':
      return <TextAreaField {...field(props, 'body')} required maxlength={5000} hint={t('bulk.note_hint')} />
    case 'move':
      return (
        <>
          <SelectField {...field(props, 'to')} required options={places(props)} />
          <RestFields {...props} field={(name) => field(props, name)} />
        </>
      )
    case 'enrol':
      return <SelectField {...field(props, 'to')} required options={places(props)} />
    case 'residence':
      return (
        <SelectField
          {...field(props, 'area')}
          required
          options={[...regionCodes.map((value) => ({ value, label: regionName(t, value) })), ...countriesIn(t.lang)]}
        />
      )
    case 'horizon':
      return (
        <SelectField
          {...field(props, 'horizon')}
          empty={t('bulk.no_horizon')}
          options={horizons.map((value) => ({ value, label: t(`people.horizon.${value}`) }))}
        />
      )
  }
}

type FieldName =
  | 'tag'
  | 'owner_id'
  | 'next_step'
  | 'next_step_on'
  | 'overwrite'
  | 'title'
  | 'due_on'
  | 'assignee_id'
  | 'body'
  | 'to'
  | 'area'
  | 'horizon'
  | 'park_reason'
  | 'park_trigger'
  | 'park_day'
  | 'outcome'

const field = ({ t, form, prefix }: Props, name: FieldName) => ({
  ...{ t, name, id: `${prefix}-${name}`, label: t(`bulk.field.${name}`), value: form.typed[name] ?? '' },
  ...(form.errors[name] ? { error: form.errors[name] } : {}),
})
export type FieldOf = (name: FieldName) => ReturnType<typeof field>

const people = ({ members }: Props) => members.map(({ id, name }) => ({ value: id, label: name }))

const places = ({ t, stages, tracks }: Props) =>
  tracks.flatMap((track) =>
    stagesIn(stages, track).map(({ code, name }) => ({
      value: `${track}:${code}`,
      label: tracks.length > 1 ? `${t(`track.${track}`)}: ${name}` : name,
    })),
  )
