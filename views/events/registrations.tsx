import type { RegistrationRecord } from '../../src/events/queries/registrations.ts'
import { shortDateTime } from '../../src/lib/format.ts'
import type { RegistrationState } from '../../src/lib/words.ts'
import { StateBadge, type Tone } from '../components/badge.tsx'
import { PostButton } from '../components/button.tsx'
import type { Column } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'

/** Who is coming, how to reach them, and how far they got. */
export const registrationColumns = (
  t: StaffT,
  base: string,
  path: string,
  mayCancel: boolean,
): Column<RegistrationRecord>[] => [
  {
    key: 'name',
    label: t('registrations.name'),
    header: true,
    cell: (row) => (
      <>
        {row.contact_id ? <a href={`${base}/contacts/${row.contact_id}`}>{row.name}</a> : row.name}
        <a class="second-line" href={`mailto:${row.email}`}>
          {row.email}
        </a>
        {!row.contact_id && !row.consent_contact && (
          <span class="second-line muted">{t('registrations.no_contact')}</span>
        )}
      </>
    ),
  },
  { key: 'party', label: t('registrations.party_size'), numeric: true, cell: (row) => row.party_size },
  { key: 'state', label: t('registrations.state'), cell: (row) => <RegistrationBadge t={t} state={row.state} /> },
  {
    key: 'note',
    label: t('registrations.note'),
    cell: (row) => row.note,
  },
  {
    key: 'at',
    label: t('registrations.registered_at'),
    cell: (row) => <span class="nowrap">{shortDateTime(t, row.created_at)}</span>,
  },
  ...(mayCancel
    ? [
        {
          key: 'cancel',
          label: t('common.actions'),
          labelHidden: true,
          print: false as const,
          cell: (row: RegistrationRecord) =>
            cancellable.includes(row.state) && (
              <PostButton
                action={`${path}/registrations/${row.id}/cancel`}
                kind="quiet"
                size="small"
                confirm={t('registrations.cancel_question', { name: row.name })}
              >
                {t('registrations.cancel')}
                <span class="visually-hidden"> {row.name}</span>
              </PostButton>
            ),
        },
      ]
    : []),
]

const cancellable: readonly RegistrationState[] = ['pending_email', 'waitlisted', 'offered', 'confirmed']

export const RegistrationBadge = ({ t, state }: { t: StaffT; state: RegistrationState }) => (
  <StateBadge tone={tones[state]}>{t(`registration.${state}`)}</StateBadge>
)

const tones: Record<RegistrationState, Tone> = {
  pending_email: 'waiting',
  waitlisted: 'info',
  offered: 'info',
  confirmed: 'good',
  attended: 'good',
  no_show: 'neutral',
  expired: 'neutral',
  cancelled: 'neutral',
  event_cancelled: 'bad',
}
