import { fullName } from '../../src/lib/names.ts'
import type { CentreStage } from '../../src/lib/stages.ts'
import type { BoardCard } from '../../src/pipelines/queries/board.ts'
import type { Enrolment } from '../../src/pipelines/queries/enrolments.ts'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { MoveForm } from './move-form.tsx'

/** The way to the form that moves a card: two hundred cards need not bring it along. Without script it is a page. */
export const MoveLink = ({ t, base, card }: { t: StaffT; base: string; card: BoardCard }) => {
  const address = `${base}/enrolments/${card.id}/edit?version=${card.version}`
  return (
    <a id={`move-${card.id}`} class={opener} href={address} hx-get={address} hx-swap="outerHTML">
      <Opener t={t} of={card} />
    </a>
  )
}

type Props = { t: StaffT; base: string; stages: readonly CentreStage[]; enrolment: Enrolment }

/** Takes the place of that link, open; from then on it opens and closes like any menu. */
export const MoveMenu = ({ t, base, stages, enrolment }: Props) => (
  <details class="menu" data-menu open>
    <summary class={opener}>
      <Opener t={t} of={enrolment} />
    </summary>
    <div class="menu-panel">
      <MoveForm t={t} base={base} stages={stages} enrolment={enrolment} back="board" labelHidden autofocus />
    </div>
  </details>
)

type PageProps = Props & { back?: 'board' | undefined; error?: string | undefined }

/** The form alone, for whoever came from a board or from a contact. */
export const MovePage = ({ t, base, stages, enrolment, back, error }: PageProps) => (
  <>
    <PageHead
      title={fullName(enrolment)}
      back={
        back
          ? { href: `${base}/pipelines/${enrolment.track}`, label: t(`pipelines.title.${enrolment.track}`) }
          : { href: `${base}/contacts/${enrolment.contact_id}`, label: t('pipelines.back_to_contact') }
      }
    />
    <MoveForm
      t={t}
      base={base}
      stages={stages}
      enrolment={enrolment}
      error={error}
      {...(back ? { back } : {})}
      autofocus={!!error}
    />
  </>
)

const opener = 'button button-quiet button-small'

const Opener = ({ t, of }: { t: StaffT; of: { given_name: string; family_name: string } }) => (
  <>
    {t('pipelines.move_to')}
    <span class="visually-hidden"> {fullName(of)}</span>
  </>
)
