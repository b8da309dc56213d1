import { fullName } from '../../src/lib/names.ts'
import type { FormState } from '../../src/web/forms.ts'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { TaskForm } from './form.tsx'

export type NewTaskPageProps = {
  t: StaffT
  base: string
  form: FormState
  assignees: readonly { id: string; name: string }[]
  person: { id: string; given_name: string; family_name: string } | undefined
  idempotencyKey: string
}

export const NewTaskPage = ({ t, base, form, assignees, person, idempotencyKey }: NewTaskPageProps) => (
  <>
    <PageHead
      title={t('tasks.new')}
      lead={person ? t('tasks.new_person', { name: fullName(person) }) : t('tasks.new_lead')}
      back={
        person
          ? { href: `${base}/contacts/${person.id}`, label: fullName(person) }
          : { href: `${base}/tasks`, label: t('tasks.title') }
      }
    />
    <TaskForm
      t={t}
      action={`${base}/tasks`}
      form={form}
      assignees={assignees}
      hidden={{
        idempotency_key: idempotencyKey,
        contact_id: person?.id ?? form.typed.contact_id,
        from: form.typed.from ?? (person ? 'contact' : 'tasks'),
      }}
    />
    {!person && <p class="muted">{t('tasks.for_person')}</p>}
  </>
)
