import { type Track, tracks } from './words.ts'

/** What somebody may ask about on each track; codes never change. */
export const topics = {
  return: ['returning', 'work', 'housing', 'schools', 'partner_work', 'health_care', 'other'],
  relocation: ['residence', 'work', 'housing', 'schools', 'language', 'health_care', 'partner_work', 'other'],
} as const satisfies Record<Track, readonly string[]>
export type Topic = (typeof topics)[Track][number]

export type Subject = { track: Track; topic: Topic }

/** All that can be asked about in a centre with these tracks, in the order in which it is offered. */
export const subjectsOn = (offered: readonly Track[]): Subject[] =>
  tracks
    .filter((track) => offered.includes(track))
    .flatMap((track) => topics[track].map((topic): Subject => ({ track, topic })))

/** A topic as it stands in something kept. */
export const topicNamed = (code: string): Topic | undefined =>
  subjectsOn(tracks).find(({ topic }) => topic === code)?.topic

/** 'return.work': how a form says it. */
export const codeOf = ({ track, topic }: Subject): string => `${track}.${topic}`
