import type { FormState } from '../../src/web/forms.ts'
import { Button } from '../components/button.tsx'
import { DateField, DateTimeField, SelectField, TextField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import type { StaffT } from '../messages/index.ts'

export type TaskFormProps = {
  t: StaffT
  action: string
  form: FormState
  assignees: readonly { id: string; name: string }[]
  hidden: Record<string, string | number | undefined>
}

export const TaskForm = ({ t, action, form: { typed, errors }, assignees, hidden }: TaskFormProps) => {
  const told = (name: string) => ({ name, value: typed[name] ?? '', ...(errors[name] ? { error: errors[name] } : {}) })
  return (
    <Form t={t} action={action} errors={errors} hidden={hidden} labels={labelsIn(t)}>
      <TextField t={t} {...told('title')} label={t('tasks.name')} required maxlength={200} />
      <div class="grid">
        <DateField t={t} {...told('due_on')} label={t('tasks.due')} required />
        <TextField t={t} {...told('due_time')} label={t('tasks.due_time')} type="time" width="short" />
      </div>
      <SelectField
        t={t}
        {...told('assignee_id')}
        label={t('tasks.assignee')}
        hint={t('tasks.assignee_hint')}
        empty={typed.assignee_id ? false : t('tasks.unassigned')}
        required
        options={assignees.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <DateTimeField t={t} {...told('remind_at')} label={t('tasks.remind_at')} hint={t('tasks.remind_hint')} />
      <Button>{t('tasks.save')}</Button>
    </Form>
  )
}

const labelsIn = (t: StaffT) => ({
  title: t('tasks.name'),
  due_on: t('tasks.due'),
  due_time: t('tasks.due_time'),
  assignee_id: t('tasks.assignee'),
  remind_at: t('tasks.remind_at'),
  contact_id: t('tasks.person'),
})
