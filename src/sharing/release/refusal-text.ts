import type { Refusal } from './checks.ts'

/** A refusal as one sentence for the command line. */
export const refusalText = (reason: Refusal): string => {
  switch (reason.code) {
    case 'too_few':
      return `There are ${reason.people} answers; a release needs at least ${reason.least}.`
    case 'same_name':
      return `Two columns or two codes are called ${reason.name}.`
    case 'unknown_name':
      return `The plan names ${reason.name}, which is not among the frames and items.`
    case 'no_tables':
      return 'No table is left that could be shared: all answers are alike, or nothing could be proven safe.'
    case 'earlier_differs':
      return `The earlier release has other codes of ${reason.name}; a wave keeps the codes of its first release.`
    case 'not_later':
      return 'The snapshot must have a greater number than the earlier releases.'
    case 'shrunk':
      return 'There are fewer answers than the earlier release published; answers are never taken back from a wave.'
    case 'not_grown':
      return `There are ${reason.people} answers; after the earlier release there must be at least ${reason.least}, or the difference would tell too much.`
    case 'unproven':
      return `No release could be proven safe in ${reason.attempts} attempts.`
  }
}
