import type { Child } from 'hono/jsx'
import { shortDay } from '../../../src/lib/format.ts'
import type { FormState } from '../../../src/web/forms.ts'
import { Button, PostButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Fetched } from '../../components/fetched.tsx'
import { DateField } from '../../components/field.tsx'
import { Form } from '../../components/form.tsx'
import type { StaffT } from '../../messages/index.ts'
import type { CardName, CardState, ContactPageProps } from '../contact-page-props.ts'

/** A card of facts with a form for another. */
export type Facts = {
  name: CardName
  title: string
  /** what the way to a new fact says */
  add: string
  form: (page: ContactPageProps) => Child
  facts: readonly Child[]
}

export const FactCard = ({ page, name, title, add, form, facts }: Facts & { page: ContactPageProps }) => (
  <Card title={title} id={name}>
    <ul class="facts-list stack-small">
      {facts.map((fact) => (
        <li class="stack-small">{fact}</li>
      ))}
    </ul>
    {page.mayEdit && <AddFact page={page} name={name} add={add} form={form} />}
  </Card>
)

/** Of what nothing is known yet, one line each that unfolds into its form. */
export const FactsToAdd = ({ page, cards }: { page: ContactPageProps; cards: readonly Facts[] }) =>
  cards.length === 0 || !page.mayEdit ? null : (
    <Card title={page.t('people.to_add')} id="to-add">
      {cards.map(({ name, add, form }) => (
        <div id={name}>
          <AddFact page={page} name={name} add={add} form={form} />
        </div>
      ))}
    </Card>
  )

type AddProps = Pick<Facts, 'name' | 'add' | 'form'> & { page: ContactPageProps }

/** Whoever reads a page of facts seldom adds one: the form comes when it is asked for. */
const AddFact = ({ page, name, add, form }: AddProps) => {
  const isOpen = page.card?.name === name && !page.card.item
  return (
    <details open={isOpen}>
      <summary>{add}</summary>
      {isOpen ? (
        form(page)
      ) : (
        <Fetched
          id={`add-${name}`}
          href={`${page.base}/contacts/${page.contact.id}?add=${name}#${name}`}
          label={page.t('people.open_form')}
        />
      )}
    </details>
  )
}

/** What was typed into a card's form and what is wrong with it; the forms of the other cards are empty. */
export const stateOf = (card: CardState | undefined, name: CardName, item?: string): FormState =>
  card?.name === name && card.item === item ? card.form : { typed: {}, errors: {} }

/** A field of a card's form; of several forms with one field only the one that was refused has its plain id. */
export const cardField = (t: StaffT, { typed, errors }: FormState, name: string, label: string, item?: string) => ({
  t,
  name,
  label,
  value: typed[name] ?? '',
  ...(errors[name] ? { error: errors[name] } : {}),
  ...(item && !errors[name] ? { id: `field-${name}-${item}` } : {}),
})

type Dated = { id: string; valid_from: string | null; valid_to: string | null }

/** 'od 1. 9. 2024', 'do 30. 6. 2025' or '1. 9. 2024 až 30. 6. 2025' */
export const Period = ({ t, fact: { valid_from, valid_to } }: { t: StaffT; fact: Dated }) => {
  if (!valid_from && !valid_to) return null
  const [from, to] = [valid_from && shortDay(t, valid_from), valid_to && shortDay(t, valid_to)]
  const said = from && to ? t('people.since_until', { from, to }) : from ? t('people.since', { day: from }) : ''
  return <span class="muted nowrap">{said || t('people.until', { day: to ?? '' })}</span>
}

type ChangeProps = { page: ContactPageProps; name: CardName; fact: Dated }

/** Ends what holds, or takes back what should never have been written. */
export const ChangeFact = ({ page, name, fact }: ChangeProps) => {
  const { t, base, contact, mayEdit, today, card } = page
  if (!mayEdit) return null
  const state = stateOf(card, name, fact.id)
  const address = `${base}/contacts/${contact.id}/${name}/${fact.id}`
  const label = t('people.end_on')
  const field = cardField(t, state, 'ended_on', label, fact.id)
  return (
    <details class="small" open={Object.keys(state.errors).length > 0}>
      <summary>{t('people.change')}</summary>
      <div class="stack-small">
        {!fact.valid_to && (
          <Form t={t} action={`${address}/end`} errors={state.errors} labels={{ ended_on: label }}>
            <DateField {...field} value={state.typed.ended_on ?? today} required />
            <Button kind="secondary" size="small">
              {t('people.end')}
            </Button>
          </Form>
        )}
        <PostButton action={`${address}/remove`} kind="danger" size="small" confirm={t('people.remove_question')}>
          {t('people.remove')}
        </PostButton>
      </div>
    </details>
  )
}
