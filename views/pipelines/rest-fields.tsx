import { parkReasons, parkTriggers } from '../../src/lib/stages.ts'
import { DateField, SelectField, TextAreaField } from '../components/field.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = {
  t: StaffT
  typed: Record<string, string>
  errors: Record<string, string>
  today: string
}

/** Why somebody rests and what wakes them; the style sheet leaves out the fields a trigger does not need. */
export const RestFields = ({ t, typed, errors, today }: Props) => {
  const field = (name: string) => ({
    t,
    name,
    value: typed[name] ?? '',
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  const year = Number(today.slice(0, 4))
  return (
    <div class="rest-fields stack-small">
      <SelectField
        {...field('park_reason')}
        label={t('parking.reason')}
        required
        options={parkReasons.map((code) => ({ value: code, label: t(`park_reason.${code}`) }))}
      />
      <SelectField
        {...field('park_trigger')}
        value={typed.park_trigger ?? 'date'}
        label={t('parking.trigger')}
        required
        empty={false}
        options={parkTriggers.map((code) => ({ value: code, label: t(`park_trigger.${code}`) }))}
      />
      <div class="rest-day">
        <DateField {...field('park_day')} label={t('parking.day')} hint={t('parking.day_hint')} required min={today} />
      </div>
      <div class="rest-year">
        <SelectField
          {...field('park_year')}
          label={t('parking.year')}
          required
          width="short"
          options={[year, year + 1, year + 2, year + 3].map(String).map((each) => ({ value: each, label: each }))}
        />
      </div>
      <TextAreaField {...field('park_note')} label={t('parking.note')} rows={2} maxlength={1000} />
    </div>
  )
}
