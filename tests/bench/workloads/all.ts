import type { Workload } from '../workload.ts'
import { boardPaint, cardMove } from './board.ts'
import { tenCentres } from './centres.ts'
import { addContact, openContact } from './contact.ts'
import { duplicateWorkloads } from './duplicates.ts'
import { listImport } from './import.ts'
import { ledger } from './ledger.ts'
import { contactList, countedContactList } from './list.ts'
import { overviews } from './overviews.ts'
import { rushOf } from './registration.ts'
import { nameSearch } from './search.ts'
import { coldStart } from './start.ts'
import { surveyAnswering, surveyTables } from './survey.ts'

export const workloads: Workload[] = [
  ...[contactList, countedContactList, nameSearch, openContact, addContact, cardMove, boardPaint],
  ...[50, 100, 200].map(rushOf),
  ...[surveyAnswering, surveyTables, listImport, coldStart, ...tenCentres, ledger, ...duplicateWorkloads, overviews],
]

/** Those asked for, in our order; all when none is. `W5` means every W5/…. */
export const chosen = (ids: string[]): Workload[] => {
  const matches = (workload: Workload, id: string) => workload.id === id || workload.id.startsWith(`${id}/`)
  const unknown = ids.filter((id) => !workloads.some((workload) => matches(workload, id)))
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(', ')}; there are ${workloads.map(({ id }) => id).join(', ')}.`)
  return ids.length === 0 ? workloads : workloads.filter((workload) => ids.some((id) => matches(workload, id)))
}
