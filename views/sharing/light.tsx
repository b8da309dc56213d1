import type { ReleaseRefusal } from '../../src/lib/words.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import type { StaffT } from '../messages/index.ts'

export type Light = 'green' | 'amber' | 'red'

/** The light in words, with a sign of its own, never by its colour alone. */
export const TrafficLight = ({ t, light, reason }: { t: StaffT; light: Light; reason?: ReleaseRefusal | null }) => (
  <section class={`traffic-light tone-${tones[light]}`} aria-label={t('sharing.light')}>
    <span class="traffic-light-sign">
      <Icon name={signs[light]} />
    </span>
    <div class="stack-small">
      <h2>{t(`sharing.light.${light}`)}</h2>
      <p>{t(`sharing.light.${light}_text`)}</p>
      {light === 'red' && reason && <p>{reasonOf(t, reason)}</p>}
    </div>
  </section>
)

const tones = { green: 'good', amber: 'waiting', red: 'bad' } as const satisfies Record<Light, string>
const signs = { green: 'check', amber: 'alert', red: 'cross' } as const satisfies Record<Light, IconName>

const told = [
  'too_few',
  'unproven',
  'no_tables',
  'shrunk',
  'earlier_differs',
  'unmapped',
  'registered_otherwise',
  'crashed',
] as const

const reasonOf = (t: StaffT, { code }: ReleaseRefusal): string => {
  const known = told.find((each) => each === code)
  return known ? t(`sharing.reason.${known}`) : t('sharing.reason.other', { code })
}
