import type { Child } from 'hono/jsx'
import type { ImportState } from '../../src/lib/imports.ts'
import { PostButton } from '../components/button.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Tabs } from '../components/tabs.tsx'
import type { StaffT } from '../messages/index.ts'

export type Step = 'file' | 'columns' | 'words' | 'source' | 'check' | 'result'

export type ListHead = { id: string; name: string; state: ImportState; asksWords: boolean }

type Props = { t: StaffT; base: string; list: ListHead; step: Step; lead?: Child }

/** The head of every step: what is imported, how far it is, and the way back to what was chosen. */
export const ImportHead = ({ t, base, list, step, lead }: Props) => {
  const path = `${base}/imports/${list.id}`
  const reached = reachedIn(list)
  return (
    <>
      <PageHead
        title={list.name}
        eyebrow={t('imports.title')}
        back={{ href: `${base}/contacts/import`, label: t('imports.earlier') }}
        lead={lead}
        actions={
          isOpen(list.state) && (
            <PostButton kind="quiet" action={`${path}/delete`} confirm={t('imports.delete_confirm')} deed>
              {t('imports.delete')}
            </PostButton>
          )
        }
      />
      <Tabs
        label={t('imports.steps')}
        tabs={reached.map((name, at) => ({
          href: name === 'result' ? path : `${path}/${name}`,
          label: reached.length > 1 ? `${at + 1}. ${t(`imports.step.${name}`)}` : t(`imports.step.${name}`),
          current: name === step,
        }))}
      />
    </>
  )
}

export const isOpen = (state: ImportState) => state === 'read' || state === 'mapped' || state === 'checked'

/** Steps that can be opened; what is done cannot be chosen anew. */
const reachedIn = ({ state, asksWords }: ListHead): Step[] => {
  if (!isOpen(state) && state !== 'checking') return ['result']
  const chosen: Step[] = ['file', 'columns']
  if (state === 'read') return chosen
  return [
    ...chosen,
    ...(asksWords ? (['words'] as const) : []),
    'source',
    ...(state === 'mapped' ? [] : (['check'] as const)),
  ]
}
