import type { Action } from '../../src/bulk/forms.ts'
import { countryName } from '../../src/lib/countries.ts'
import { shortDay } from '../../src/lib/format.ts'
import { regionName } from '../../src/lib/regions.ts'
import { type CentreStage, stageNamed } from '../../src/lib/stages.ts'
import type { StaffT } from '../messages/index.ts'

export type Known = { members: readonly { id: string; name: string }[]; stages: readonly CentreStage[] }

/** What an action does, in one line. */
export const actionText = (t: StaffT, action: Action, { members, stages }: Known): string => {
  const nameOf = (id: string) => members.find((member) => member.id === id)?.name ?? t('bulk.former_member')
  switch (action.what) {
    case 'add_tag':
    case 'remove_tag':
      return t(`bulk.does.${action.what}`, { tag: action.tag })
    case 'owner':
      return action.owner_id ? t('bulk.does.owner', { name: nameOf(action.owner_id) }) : t('bulk.does.owner_nobody')
    case 'next_step':
      return t('bulk.does.next_step', { step: action.next_step, day: shortDay(t, action.next_step_on) })
    case 'enrol':
    case 'move': {
      const { track, stage } = action.to
      return t(`bulk.does.${action.what}`, {
        track: t(`track.${track}`),
        stage: stageNamed(stages, track, stage)?.name ?? stage,
      })
    }
    case 'residence': {
      const { residence_region: region, residence_country: country } = action.area
      return t('bulk.does.residence', { place: region ? regionName(t, region) : countryName(t, country) })
    }
    case 'horizon':
      return action.horizon
        ? t('bulk.does.horizon', { horizon: t(`people.horizon.${action.horizon}`) })
        : t('bulk.does.horizon_none')
    case 'task':
      return t('bulk.does.task', {
        title: action.title,
        day: shortDay(t, action.due_on),
        name: nameOf(action.assignee_id),
      })
    case 'note':
      return t('bulk.does.note')
  }
}
