import type { StageRecord } from '../../src/tracks/queries/settings.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink, ButtonRow } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { SelectField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { labelsOf } from './form.tsx'
import { nameOf } from './stages.tsx'

type Props = {
  t: StaffT
  slug: string
  stage: StageRecord
  people: number
  events: number
  targets: readonly StageRecord[]
  form: FormState
}

/** Nobody comes to a retired stage any more; who stands there goes to another first. */
export const RetirePage = ({ t, slug, stage, people, events, targets, form }: Props) => {
  const path = `/app/${slug}/settings/pipelines`
  return (
    <>
      <PageHead
        title={t('tracks.retire_title', { name: nameOf(t, stage) })}
        back={{ href: path, label: t('settings.pipelines') }}
      />
      <Form
        t={t}
        action={`${path}/${stage.code}/retire`}
        errors={form.errors}
        labels={labelsOf(t)}
        hidden={{ version: stage.version }}
      >
        <Card>
          <p>{t('tracks.retire_text')}</p>
          <p>{t('tracks.retire_count', { people, events })}</p>
          {people + events > 0 && (
            <SelectField
              t={t}
              name="to"
              label={t('tracks.move_them')}
              hint={t('tracks.move_them_hint')}
              required
              value={form.typed.to ?? ''}
              options={targets.map((target) => ({ value: target.code, label: nameOf(t, target) }))}
              {...(form.errors.to ? { error: form.errors.to } : {})}
            />
          )}
        </Card>
        <ButtonRow>
          <Button kind="danger">{t('tracks.retire')}</Button>
          <ButtonLink kind="quiet" href={path}>
            {t('common.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </>
  )
}
