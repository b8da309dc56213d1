import { Icon } from '../components/icon.tsx'
import type { StaffT } from '../messages/index.ts'

export type Centre = { slug: string; name: string }

export const CentreSwitch = ({ t, centre, centres }: { t: StaffT; centre: Centre; centres: readonly Centre[] }) => {
  if (centres.length < 2) return <span class="centre-name">{centre.name}</span>
  return (
    <details class="menu centre-switch" data-menu>
      <summary class="button button-quiet button-small">
        <span class="visually-hidden">{t('nav.centre')}: </span>
        <span class="centre-name">{centre.name}</span>
        <Icon name="chevron-down" class="menu-arrow" />
      </summary>
      <nav class="menu-panel menu-start" aria-label={t('nav.switch_centre')}>
        <ul>
          {centres.map(({ slug, name }) => (
            <li>
              <a class="menu-item" href={`/app/${slug}`} aria-current={slug === centre.slug ? 'true' : undefined}>
                {name}
                {slug === centre.slug && <Icon name="check" />}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </details>
  )
}
