import type { ActionName, Selection } from '../../src/bulk/forms.ts'
import { fullName } from '../../src/lib/names.ts'
import type { CentreStage } from '../../src/lib/stages.ts'
import type { Track } from '../../src/lib/words.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { ActionFields } from './fields.tsx'
import { listHref, SelectionFields } from './selection.tsx'

export type BulkChoiceProps = {
  t: StaffT
  base: string
  selection: Selection
  form: FormState
  count: number
  most: number
  people: { id: string; given_name: string; family_name: string }[]
  members: { id: string; name: string }[]
  tags: string[]
  stages: readonly CentreStage[]
  tracks: readonly Track[]
  viewerId: string
  today: string
}

const usual = ['owner', 'move', 'task'] as const
const others = ['next_step', 'note', 'add_tag', 'remove_tag', 'enrol', 'residence', 'horizon'] as const

export const BulkChoicePage = (props: BulkChoiceProps) => {
  const { t, base, selection, count, most, people } = props
  const back = { href: listHref(base, selection), label: t('bulk.back') }
  if (count === 0 || count > most) return <NobodyOrTooMany {...props} back={back} />
  const names = people.map((person) => fullName(person)).join(', ')
  return (
    <>
      <PageHead
        title={t('bulk.title_of', { count })}
        lead={t('bulk.whom', { names, more: count - people.length })}
        back={back}
      />
      <div class="stack">
        {usual.map((action) => (
          <ActionCard {...props} action={action} hint={t(`bulk.hint.${action}`)} />
        ))}
      </div>
      <section class="bulk-others" aria-labelledby="bulk-others">
        <h2 id="bulk-others">{t('bulk.others')}</h2>
        {others.map((action) => (
          <ActionCard {...props} action={action} />
        ))}
      </section>
    </>
  )
}

const NobodyOrTooMany = ({
  t,
  form,
  count,
  most,
  back,
}: BulkChoiceProps & { back: { href: string; label: string } }) => (
  <>
    <PageHead title={t('bulk.title')} back={back} />
    <EmptyState
      title={form.errors.ids ?? (count === 0 ? t('bulk.nobody') : t('bulk.too_many', { most }))}
      icon="people"
      action={<ButtonLink href={back.href}>{back.label}</ButtonLink>}
    >
      {form.errors.ids ? t('bulk.too_many_ids_text') : t(count === 0 ? 'bulk.nobody_text' : 'bulk.too_many_text')}
    </EmptyState>
  </>
)

/** Closed until it is wanted; open where something has to be mended. */
const ActionCard = (props: BulkChoiceProps & { action: ActionName; hint?: string }) => {
  const { t, base, selection, form, action, hint } = props
  const isThis = form.typed.what === action
  const state = isThis ? form : { typed: {}, errors: {} }
  return (
    <details class={hint ? 'card bulk-usual' : 'card'} name="action" open={isThis}>
      <summary>
        {t(`bulk.action.${action}`)}
        {hint && <span class="muted">{hint}</span>}
      </summary>
      <Form t={t} action={`${base}/bulk/preview`} errors={state.errors} hidden={{ what: action }}>
        <SelectionFields selection={selection} />
        <ActionFields {...props} form={state} prefix={isThis ? 'field' : action} />
        <div class="button-row">
          <Button>{t('bulk.to_preview')}</Button>
        </div>
      </Form>
    </details>
  )
}
