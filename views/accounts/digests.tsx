import { digestHours, digests } from '../../src/lib/tasks.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { SelectField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import type { StaffT } from '../messages/index.ts'

export type DigestsProps = {
  t: StaffT
  digests: readonly { slug: string; name: string; digest: string; digest_hour: number }[]
  errors: Readonly<Record<string, string>>
}

/** When the mail about one's day comes, in each centre for itself. */
export const Digests = ({ t, digests: own, errors }: DigestsProps) => (
  <Card title={t('digest.title')} id="digest">
    <p class="muted">{t('digest.lead')}</p>
    {own.map(({ slug, name, digest, digest_hour }) => (
      <section class="stack-small">
        {own.length > 1 && <h3>{name}</h3>}
        <Form t={t} action="/account/digest" hidden={{ centre: slug }} errors={errors}>
          <div class="grid">
            <SelectField
              t={t}
              name="digest"
              id={`digest-${slug}`}
              label={t('digest.how_often')}
              required
              empty={false}
              value={digest}
              options={digests.map((code) => ({ value: code, label: t(`digest.${code}`) }))}
            />
            <SelectField
              t={t}
              name="digest_hour"
              id={`digest-hour-${slug}`}
              label={t('digest.hour')}
              required
              empty={false}
              value={String(digest_hour)}
              options={digestHours.map((hour) => ({ value: String(hour), label: `${hour}:00` }))}
            />
          </div>
          <Button kind="secondary">{t('common.save')}</Button>
        </Form>
      </section>
    ))}
  </Card>
)
