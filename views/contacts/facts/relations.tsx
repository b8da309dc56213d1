import { bornText } from '../../../src/lib/born.ts'
import { fullName } from '../../../src/lib/names.ts'
import { relationWord, relationWords } from '../../../src/lib/relations.ts'
import { Button, PostButton } from '../../components/button.tsx'
import { ChoiceGroup } from '../../components/choice-group.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { Form } from '../../components/form.tsx'
import type { ContactPageProps } from '../contact-page-props.ts'
import { cardField, type Facts, stateOf } from './fact-card.tsx'

/** Who is what to them, in the word that is right from this side. */
export const relations = (page: ContactPageProps): Facts => ({
  name: 'relations',
  title: page.t('people.family'),
  add: page.t('people.relation_add'),
  form: RelationForm,
  facts: page.facts.relations.map((relation) => (
    <>
      <div>
        <a href={`${page.base}/contacts/${relation.contact_id}`}>{fullName(relation)}</a>{' '}
        <span class="muted">({page.t(`people.relation.${relationWord(relation.kind, relation.is_first)}`)})</span>
      </div>
      <Untie page={page} id={relation.id} />
    </>
  )),
})

const Untie = ({ page: { t, base, contact, mayEdit }, id }: { page: ContactPageProps; id: string }) =>
  mayEdit ? (
    <details class="small">
      <summary>{t('people.change')}</summary>
      <PostButton
        action={`${base}/contacts/${contact.id}/relations/${id}/remove`}
        kind="danger"
        size="small"
        confirm={t('people.relation_remove_question')}
      >
        {t('people.relation_remove')}
      </PostButton>
    </details>
  ) : null

const RelationForm = ({ t, base, contact, card, cardKey }: ContactPageProps) => {
  const state = stateOf(card, 'relations')
  const labels = { who: t('people.relation_who'), relation: t('people.relation_kind', { name: fullName(contact) }) }
  const candidates = (card?.name === 'relations' && card.candidates) || []
  return (
    <Form
      t={t}
      action={`${base}/contacts/${contact.id}/relations`}
      errors={state.errors}
      labels={labels}
      hidden={{ key: cardKey }}
    >
      <TextField
        {...cardField(t, state, 'who', labels.who)}
        hint={t('people.relation_who_hint')}
        required
        autocomplete="off"
      />
      {candidates.length > 0 && (
        <ChoiceGroup
          t={t}
          name="other_id"
          type="radio"
          legend={t('people.relation_which')}
          required
          choices={candidates.map((one) => ({
            value: one.id,
            label: fullName(one),
            hint: [one.residence, one.born && bornText(t, one.born)].filter(Boolean).join(', '),
          }))}
          values={[state.typed.other_id ?? '']}
        />
      )}
      <SelectField
        {...cardField(t, state, 'relation', labels.relation)}
        required
        options={relationWords.map((value) => ({ value, label: t(`people.relation.${value}`) }))}
      />
      <Button kind="secondary">{t('people.relation_add')}</Button>
    </Form>
  )
}
