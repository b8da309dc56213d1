import type { Reason } from '../../src/contacts/matching/score.ts'
import type { FieldPair } from '../../src/duplicates/compare.ts'
import type { PersonRow } from '../../src/duplicates/queries/people.ts'
import { bornText } from '../../src/lib/born.ts'
import { languageName, shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import { Button, ButtonLink, ButtonRow, PostButton } from '../components/button.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { Reasons } from './reasons.tsx'

type PairProps = {
  t: StaffT
  base: string
  a: PersonRow
  b: PersonRow
  fields: FieldPair[]
  proposed: 'a' | 'b'
  reasons: Reason[]
  inRow: boolean
  skipTo: string | undefined
  done: 'merged' | 'dismissed' | undefined
  mergeId: string | undefined
  isStale: boolean
  mayMerge: boolean
}

/** Two records side by side: one person, or two. */
export const PairPage = (props: PairProps) => {
  const { t, base, a, b, reasons, done, mergeId, isStale } = props
  return (
    <>
      <PageHead
        title={t('duplicates.pair')}
        eyebrow={`${fullName(a)} – ${fullName(b)}`}
        lead={<Reasons t={t} reasons={reasons} />}
        back={{ href: `${base}/duplicates`, label: t('duplicates.title') }}
      />
      {isStale && <Flash tone="bad">{t('duplicates.stale')}</Flash>}
      {done && (
        <Flash
          tone="good"
          {...(mergeId
            ? {
                action: (
                  <ButtonLink kind="secondary" size="small" href={`${base}/duplicates/merges/${mergeId}`}>
                    {t('duplicates.take_back')}
                  </ButtonLink>
                ),
              }
            : {})}
        >
          {t(`duplicates.${done}`)}
        </Flash>
      )}
      <Choice {...props} />
    </>
  )
}

const Choice = ({ t, base, a, b, fields, proposed, inRow, skipTo, mayMerge }: PairProps) => {
  const path = `${base}/duplicates/${a.id}/with/${b.id}`
  const row = inRow ? '?row=1' : ''
  return (
    <>
      <Form t={t} action={`${path}${row}`} hidden={{ a_version: a.version, b_version: b.version }}>
        <fieldset class="stack-small">
          <legend>{t('duplicates.stays')}</legend>
          <p class="muted">{t('duplicates.stays_hint')}</p>
          <Side t={t} name="stay" side="a" chosen={proposed} text={`${fullName(a)}, ${shortDay(t, a.created_at)}`} />
          <Side t={t} name="stay" side="b" chosen={proposed} text={`${fullName(b)}, ${shortDay(t, b.created_at)}`} />
        </fieldset>
        {fields.map((field) => (
          <FieldChoice t={t} field={field} />
        ))}
        <Points t={t} a={a} b={b} />
        <p class="muted">{t('duplicates.restrict')}</p>
        {mayMerge && (
          <ButtonRow>
            <Button attrs={{ autofocus: true, accesskey: 's' }}>{t('duplicates.merge')}</Button>
          </ButtonRow>
        )}
      </Form>
      {mayMerge && (
        <ButtonRow>
          <PostButton kind="secondary" action={`${path}/dismiss${row}`}>
            {t('duplicates.not_same')}
          </PostButton>
          {skipTo && (
            <ButtonLink kind="quiet" href={skipTo}>
              {t('duplicates.skip')}
            </ButtonLink>
          )}
        </ButtonRow>
      )}
    </>
  )
}

const FieldChoice = ({ t, field: { name, a, b, chosen } }: { t: StaffT; field: FieldPair }) => {
  const label = t(`duplicates.field.${name}`)
  const say = (value: string) => valueText(t, name, value) || t('duplicates.empty')
  if (!chosen)
    return (
      <p>
        <strong>{label}</strong> {say(a)}
      </p>
    )
  return (
    <fieldset class="stack-small">
      <legend>
        <span class="visually-hidden">{t('duplicates.choose', { field: '' })}</span>
        {label}
      </legend>
      <Side t={t} name={`field_${name}`} side="a" chosen={chosen} text={say(a)} />
      <Side t={t} name={`field_${name}`} side="b" chosen={chosen} text={say(b)} />
    </fieldset>
  )
}

const valueText = (t: StaffT, name: FieldPair['name'], value: string): string => {
  if (name === 'born' && value) return bornText(t, value)
  return name === 'lang' ? languageName(t, value) : value
}

type SideProps = { t: StaffT; name: string; side: 'a' | 'b'; chosen: 'a' | 'b'; text: string }

const Side = ({ name, side, chosen, text }: SideProps) => (
  <label class="choice">
    <input type="radio" name={name} value={side} checked={side === chosen} />
    <span>{text}</span>
  </label>
)

const Points = ({ t, a, b }: { t: StaffT; a: PersonRow; b: PersonRow }) => {
  const values = [...new Set([...a.points, ...b.points].map(({ value }) => value))]
  if (values.length === 0) return null
  return (
    <p>
      <strong>
        {t('duplicates.field.email')}, {t('duplicates.field.phone')}
      </strong>{' '}
      {values.join(', ')} <span class="muted">({t('duplicates.both_stay')})</span>
    </p>
  )
}
