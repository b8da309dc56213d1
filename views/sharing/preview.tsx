import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { SelectField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import type { PublicT, StaffT } from '../messages/index.ts'
import { labelOf, type PublishedTables } from './published.ts'
import { PublishedQuestion } from './published-question.tsx'

type Props = { t: StaffT; published: PublishedTables; item?: string | undefined; base: string; release: { id: string } }

export const Preview = ({ t, published, item, base, release }: Props) => (
  <Card title={t('sharing.preview')} id="preview">
    <Questions t={t} published={published} item={item} address={`${base}/${release.id}#preview`} level={3} />
  </Card>
)

type QuestionsProps = {
  t: PublicT
  published: PublishedTables
  item?: string | undefined
  address: string
  level: 2 | 3
}

/** A question at a time: a release may have 150 tables. */
export const Questions = ({ t, published, item, address, level }: QuestionsProps) => {
  const { items } = published.codes
  const shown = items.find(({ id }) => id === item) ?? items[0]
  if (!shown) return null
  return (
    <>
      <Form t={t} action={address} method="get">
        <div class="inline-field">
          <SelectField
            t={t}
            name="item"
            label={t('published.question')}
            options={items.map((each) => ({ value: each.id, label: labelOf(t.lang, each) }))}
            value={shown.id}
            empty={false}
            required
          />
          <Button kind="secondary">{t('published.show')}</Button>
        </div>
      </Form>
      <PublishedQuestion t={t} published={published} item={shown} level={level} />
    </>
  )
}
