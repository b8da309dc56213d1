import { longDay } from '../../src/lib/format.ts'
import { type StaffLang, staffMessages } from '../messages/index.ts'
import { letter } from './letter.tsx'
import type { MailCentre } from './letter-parts.ts'

export type TaskReminderProps = {
  lang: StaffLang
  centre: MailCentre
  title: string
  person: string | null
  due_on: string
  due_time: string | null
  /** The task in the staff's pages; nobody else can open it. */
  link: string
}

/** Reminds a member of what they meant to do: the title, whom it is about and by when, nothing else of the person. */
export const taskReminder = ({ lang, centre, title, person, due_on, due_time, link }: TaskReminderProps) => {
  const t = staffMessages(lang)
  const due = longDay(t, due_on)
  return letter({
    t,
    subject: t('tasks_mail.reminder.subject', { title }),
    heading: t('tasks_mail.reminder.heading'),
    paragraphs: [title],
    facts: [
      ...(person ? [{ term: t('tasks.person'), value: person }] : []),
      { term: t('tasks.due'), value: due_time ? t('tasks.due_at', { day: due, time: due_time }) : due },
    ],
    button: { label: t('tasks_mail.reminder.button'), href: link },
    note: t('tasks_mail.reminder.note'),
    centre,
  })
}
