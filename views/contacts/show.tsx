import type { ContactRecord } from '../../src/contacts/queries/contacts.ts'
import { titledName } from '../../src/lib/names.ts'
import { ButtonLink } from '../components/button.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import { editShortcut } from '../components/shortcuts.tsx'
import type { StaffT } from '../messages/index.ts'
import { TaskDone, TasksCard } from '../tasks/card.tsx'
import { Consents, NextStepCard } from './cards.tsx'
import type { ContactPageProps } from './contact-page-props.ts'
import { Enrolments } from './enrolments.tsx'
import { factCards } from './facts/all.tsx'
import { FactCard, FactsToAdd } from './facts/fact-card.tsx'
import { FactsCard } from './facts/own-facts.tsx'
import { PointLink } from './facts/point-link.tsx'
import { Household } from './household.tsx'
import { NewActivity } from './new-activity.tsx'
import { TimelineCard } from './timeline.tsx'

export const ContactPage = (props: ContactPageProps) => {
  const { t, base, contact, done, mayEdit } = props
  const path = `${base}/contacts/${contact.id}`
  const cards = Object.values(factCards).map((card) => card(props))
  const known = cards.filter(({ facts }) => facts.length > 0)
  return (
    <>
      <PageHead
        title={titledName(contact)}
        eyebrow={[contact.field, contact.residence].filter(Boolean).join(' · ')}
        lead={<Reach contact={contact} />}
        back={{ href: `${base}/contacts`, label: t('contacts.title') }}
        actions={
          mayEdit && (
            <>
              <ButtonLink kind="secondary" href={`${base}/referrals/new?contact=${contact.id}`} icon="arrow-right">
                {t('contacts.refer')}
              </ButtonLink>
              <ButtonLink kind="quiet" href={`${base}/duplicates/of/${contact.id}`}>
                {t('duplicates.pick')}
              </ButtonLink>
              <ButtonLink kind="secondary" href={`${path}/edit`} icon="edit" attrs={editShortcut}>
                {t('common.edit')}
              </ButtonLink>
            </>
          )
        }
      />
      <Done t={t} done={done} />
      <TaskDone {...props} />
      <div class="with-aside in-three">
        <aside class="stack aside-first" aria-label={t('contacts.next_step')}>
          <NextStepCard {...props} path={path} />
          <TasksCard {...props} />
          <Enrolments {...props} />
        </aside>
        <div class="stack">
          {mayEdit && <NewActivity {...props} path={path} />}
          <TimelineCard {...props} path={path} />
        </div>
        <aside class="stack aside-rest" aria-label={t('contacts.facts')}>
          <FactsCard {...props} />
          {known.map((card) => (
            <FactCard page={props} {...card} />
          ))}
          <Household {...props} />
          <Consents {...props} />
          <FactsToAdd page={props} cards={cards.filter(({ facts }) => facts.length === 0)} />
        </aside>
      </div>
    </>
  )
}

/** How to reach them comes first: on a phone the facts stand far below. The rest stands with the facts. */
const Reach = ({ contact: { points } }: { contact: ContactRecord }) => {
  const used = [firstOf(points, 'email'), firstOf(points, 'phone')].filter((point) => point !== undefined)
  const shown = used.length > 0 ? used : points.slice(0, 1)
  return shown.length > 0 ? (
    <span class="cluster small">
      {shown.map((point) => (
        <PointLink {...point} />
      ))}
    </span>
  ) : null
}

const firstOf = (points: ContactRecord['points'], kind: string) => points.find((point) => point.kind === kind)

const doneTexts = {
  added: 'contacts.added',
  edited: 'contacts.edited',
  noted: 'activity.saved',
  planned: 'contacts.next_step_saved',
  finished: 'contacts.next_step_finished',
  joined: 'household.joined',
  struck: 'timeline.struck_done',
  saved: 'people.saved',
  removed: 'people.removed',
} as const

const Done = ({ t, done }: { t: StaffT; done: string | undefined }) => {
  const key = Object.entries(doneTexts).find(([code]) => code === done)?.[1]
  return key ? <Flash tone="good">{t(key)}</Flash> : null
}
