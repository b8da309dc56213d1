import { knownPolicies, likelyPolicies } from '../../src/lib/imports.ts'
import { lawfulBases } from '../../src/lib/words.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink, ButtonRow } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ChoiceGroup } from '../components/choice-group.tsx'
import { DateField, SelectField, TextField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import type { StaffT } from '../messages/index.ts'
import { type PreviewRow, PreviewTable } from './preview.tsx'
import { ImportHead, type ListHead } from './steps.tsx'

type Props = { t: StaffT; base: string; list: ListHead; form: FormState; preview: readonly PreviewRow[] }

export const SourcePage = ({ t, base, list, form, preview }: Props) => {
  const field = (name: 'source_note' | 'lawful_basis' | 'acquired_on') => ({
    t,
    name,
    label: t(`imports.${name}`),
    value: form.typed[name] ?? '',
    required: true,
    ...(form.errors[name] ? { error: form.errors[name] } : {}),
  })
  return (
    <>
      <ImportHead t={t} base={base} list={list} step="source" />
      <Card title={t('imports.preview', { count: preview.length })}>
        <PreviewTable t={t} rows={preview} />
      </Card>
      <Form
        t={t}
        action={`${base}/imports/${list.id}/source`}
        errors={form.errors}
        labels={Object.fromEntries(
          (['source_note', 'lawful_basis', 'acquired_on', 'known_policy', 'likely_policy'] as const).map((name) => [
            name,
            t(`imports.${name}`),
          ]),
        )}
        attrs={{ 'data-lock': '' }}
      >
        <Card title={t('imports.source')}>
          <p>{t('imports.source_lead')}</p>
          <TextField {...field('source_note')} hint={t('imports.source_note_hint')} maxlength={500} />
          <div class="grid">
            <SelectField
              {...field('lawful_basis')}
              hint={t('imports.lawful_basis_hint')}
              options={lawfulBases.map((value) => ({ value, label: t(`people.lawful_basis.${value}`) }))}
            />
            <DateField {...field('acquired_on')} />
          </div>
        </Card>
        <Card>
          <ChoiceGroup
            t={t}
            name="known_policy"
            legend={t('imports.known_policy')}
            type="radio"
            required
            values={[form.typed.known_policy ?? 'fill']}
            choices={knownPolicies.map((value) => ({ value, label: t(`imports.known.${value}`) }))}
          />
          <ChoiceGroup
            t={t}
            name="likely_policy"
            legend={t('imports.likely_policy')}
            type="radio"
            required
            values={[form.typed.likely_policy ?? 'ask']}
            choices={likelyPolicies.map((value) => ({ value, label: t(`imports.likely.${value}`) }))}
          />
        </Card>
        <ButtonRow>
          <Button icon="check">{t('imports.check')}</Button>
          <ButtonLink kind="quiet" href={`${base}/imports/${list.id}/columns`}>
            {t('imports.back')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </>
  )
}
