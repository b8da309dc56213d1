import type { FieldPair } from '../../src/duplicates/compare.ts'
import type { PersonRow } from '../../src/duplicates/queries/people.ts'
import { bornText } from '../../src/lib/born.ts'
import { languageName, shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import { readablePhone } from '../../src/lib/phone.ts'
import { type Horizon, horizons } from '../../src/lib/words.ts'
import { Badge } from '../components/badge.tsx'
import type { StaffT } from '../messages/index.ts'

type Two = { t: StaffT; base: string; a: PersonRow; b: PersonRow }
type ComparedProps = Two & { fields: readonly FieldPair[]; proposed: 'a' | 'b' }

/** One line a fact, one column a record; where they differ, what stays is ticked. */
export const Compared = ({ fields, proposed, ...two }: ComparedProps) => {
  const { t, a, b } = two
  return (
    <table class="table compared">
      <caption class="visually-hidden">{t('duplicates.pair')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('duplicates.field')}</th>
          <PersonHead {...two} person={a} />
          <PersonHead {...two} person={b} />
        </tr>
      </thead>
      <tbody>
        <tr class="compared-stays">
          <th scope="row">
            {t('duplicates.stays')}
            <span class="second-line">{t('duplicates.stays_hint')}</span>
          </th>
          {(['a', 'b'] as const).map((side) => (
            <Side
              {...two}
              label={t('duplicates.stays')}
              name="stay"
              side={side}
              chosen={proposed}
              text={t('duplicates.known_since', { day: shortDay(t, two[side].created_at) })}
            />
          ))}
        </tr>
        {fields.map((field) => (
          <FieldLine {...two} field={field} />
        ))}
        <BothLine {...two} label={`${t('duplicates.field.email')}, ${t('duplicates.field.phone')}`} of={pointsOf} />
        <BothLine {...two} label={t('contacts.tags')} of={({ tags }) => tags} />
      </tbody>
    </table>
  )
}

const PersonHead = ({ base, person }: Two & { person: PersonRow }) => (
  <th scope="col">
    <a href={`${base}/contacts/${person.id}`}>{fullName(person)}</a>
  </th>
)

const FieldLine = ({ field: { name, a, b, chosen }, ...two }: Two & { field: FieldPair }) => {
  const { t } = two
  const label = t(`duplicates.field.${name}`)
  const say = (value: string) => valueText(t, name, value) || t('duplicates.empty')
  return (
    <tr>
      <th scope="row">{label}</th>
      {chosen ? (
        <>
          <Side {...two} label={label} name={`field_${name}`} side="a" chosen={chosen} text={say(a)} />
          <Side {...two} label={label} name={`field_${name}`} side="b" chosen={chosen} text={say(b)} />
        </>
      ) : (
        <td class="compared-same" colspan={2}>
          {say(a)}
        </td>
      )}
    </tr>
  )
}

type SideProps = Two & { label: string; name: string; side: 'a' | 'b'; chosen: 'a' | 'b'; text: string }

const Side = ({ label, name, side, chosen, text, ...two }: SideProps) => (
  <td data-label={fullName(two[side])}>
    <label class="choice">
      <input class="check" type="radio" name={name} value={side} checked={side === chosen} />
      <span>
        <span class="visually-hidden">{label}: </span>
        {text}
      </span>
    </label>
  </td>
)

/** What a person may have several of: nothing is chosen, nothing is lost. */
const BothLine = ({ label, of, ...two }: Two & { label: string; of: (person: PersonRow) => readonly string[] }) => {
  const { t, a, b } = two
  if (of(a).length + of(b).length === 0) return null
  return (
    <tr>
      <th scope="row">
        {label}
        <span class="second-line">{t('duplicates.both_stay')}</span>
      </th>
      {[a, b].map((person) => (
        <td data-label={fullName(person)}>
          <span class="cluster">
            {of(person).map((value) => (
              <Badge>{value}</Badge>
            ))}
          </span>
        </td>
      ))}
    </tr>
  )
}

const pointsOf = ({ points }: PersonRow) =>
  points.map(({ kind, value }) => (kind === 'phone' ? readablePhone(value) : value))

const valueText = (t: StaffT, name: FieldPair['name'], value: string): string => {
  if (!value) return ''
  if (name === 'born') return bornText(t, value)
  if (name === 'horizon' && isHorizon(value)) return t(`people.horizon.${value}`)
  return name === 'lang' ? languageName(t, value) : value
}

const isHorizon = (value: string): value is Horizon => horizons.some((one) => one === value)
