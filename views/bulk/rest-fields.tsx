import { bulkOutcomes, bulkTriggers } from '../../src/lib/bulk.ts'
import { parkReasons } from '../../src/lib/stages.ts'
import { DateField, SelectField } from '../components/field.tsx'
import type { StaffT } from '../messages/index.ts'
import type { FieldOf } from './fields.tsx'

/** What a stage of rest and one of loss ask for besides. */
export const RestFields = ({ t, field }: { t: StaffT; field: FieldOf }) => (
  <>
    <fieldset class="stack-small">
      <legend class="field-label">{t('bulk.rest')}</legend>
      <SelectField
        {...field('park_reason')}
        options={parkReasons.map((value) => ({ value, label: t(`park_reason.${value}`) }))}
      />
      <SelectField
        {...field('park_trigger')}
        options={bulkTriggers.map((value) => ({ value, label: t(`park_trigger.${value}`) }))}
      />
      <DateField {...field('park_day')} />
    </fieldset>
    <SelectField
      {...field('outcome')}
      hint={t('bulk.outcome_hint')}
      options={bulkOutcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
    />
  </>
)
