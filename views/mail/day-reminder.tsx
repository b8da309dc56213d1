import { longDay, shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import type { DayItem } from '../../src/tasks/queries/day.ts'
import { type StaffLang, staffMessages } from '../messages/index.ts'
import { letter } from './letter.tsx'
import type { MailCentre } from './letter-parts.ts'

export type DayReminderProps = {
  lang: StaffLang
  centre: MailCentre
  day: string
  overdue: number
  today: number
  /** The most urgent of them. */
  items: readonly Pick<DayItem, 'title' | 'due_on' | 'given_name' | 'family_name'>[]
  withoutStep: number
  /** The page it is all done on. */
  link: string
}

/** What a member's day begins with: what and with whom, as titles and names alone. */
export const dayReminder = (props: DayReminderProps) => {
  const { lang, centre, day, overdue, today, items, withoutStep, link } = props
  const t = staffMessages(lang)
  return letter({
    t,
    subject: t('tasks_mail.day.subject', { count: overdue + today, day: shortDay(t, day) }),
    heading: longDay(t, day),
    paragraphs: [
      overdue + today > 0 ? t('tasks_mail.day.text', { today, overdue }) : undefined,
      withoutStep > 0 ? t('tasks_mail.day.without_step', { count: withoutStep }) : undefined,
    ],
    facts: items.map(({ title, due_on, given_name, family_name }) => ({
      term: due_on < day ? t('tasks_mail.day.overdue', { day: shortDay(t, due_on) }) : t('tasks.today'),
      value: [title, fullName({ given_name: given_name ?? '', family_name: family_name ?? '' })]
        .filter(Boolean)
        .join(' – '),
    })),
    button: { label: t('tasks_mail.day.button'), href: link },
    note: t('tasks_mail.day.note'),
    links: [{ label: t('tasks_mail.day.settings'), href: new URL('/account', link).href }],
    centre,
  })
}
