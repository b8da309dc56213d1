import type { JobHandler } from './job.ts'
import type { JobRecord } from './queries.ts'

/** A job with what its area calls it; a kind that is no more keeps its numbers. */
export const named = (job: JobRecord, handlers: readonly JobHandler[]) => {
  const handler = handlers.find(({ kind }) => kind === job.kind)
  return {
    ...job,
    title: handler?.title ?? ('jobs.other' as const),
    problemKey: handler?.problems?.[job.problem] ?? ('jobs.problem' as const),
    result: handler?.result?.(job),
  }
}
export type NamedJob = ReturnType<typeof named>
