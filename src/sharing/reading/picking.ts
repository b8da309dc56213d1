import type { Scope } from '../../db/scope.ts'
import { readListNames } from '../queries/list-names.ts'
import type { Labels } from '../release/format.ts'
import { readChosen } from './chosen.ts'
import { type Named, repeatedWave } from './comparison.ts'
import { itemOf, type Readable } from './readable.ts'
import { commonFrames, commonTopics, isDivided, type Topic } from './topics.ts'

/** What is looked at of the releases that were picked; what was asked for and is not there gives way to what is. */
export type Picked = {
  releases: Readable[]
  topics: Topic[]
  frames: Named[]
  topic: Topic | undefined
  frame: string | undefined
  /** more were picked than are shown */
  isCut: boolean
  /** why a frame that was asked for is not looked at: it is not in all of them, or all its groups fall together */
  frameGone: 'missing' | 'merged' | undefined
  /** how the question is put, when not all put it in the same words */
  wordings: Labels[]
  /** a release of the same people as another */
  repeated: Readable | undefined
}

export type Wanted = { ids: readonly string[]; item: string | undefined; frame: string | undefined; most: number }

export const pick = async (scope: Scope, { ids, item, frame, most }: Wanted): Promise<Picked> => {
  const wanted = [...new Set(ids)]
  const [releases, names] = await Promise.all([readChosen(scope, wanted.slice(0, most)), readListNames(scope.db)])
  const topics = releases.length > 1 ? commonTopics(releases, names) : []
  const topic = topics.find(({ id }) => id === item) ?? topics[0]
  const shared = topic ? commonFrames(releases, topic) : []
  const frames = shared.filter((each) => isDivided(releases, each))
  const known = frames.find(({ id }) => id === frame)
  return {
    ...{ releases, topics, frames, topic },
    frame: known?.id,
    isCut: wanted.length > most,
    frameGone: frame && !known ? (shared.some(({ id }) => id === frame) ? 'merged' : 'missing') : undefined,
    wordings: wordingsOf(releases, topic),
    repeated: repeatedWave(releases),
  }
}

const wordingsOf = (releases: readonly Readable[], topic: Topic | undefined): Labels[] => {
  const [item] = topic?.items ?? []
  const labels = releases.map((release) => (item && itemOf(release, item)?.labels) || {})
  const different = new Map(labels.map((wording) => [wording.cs, wording]))
  return different.size > 1 ? [...different.values()] : []
}

/** The items to look at, when there is anything to be looked at. */
export const itemsOf = ({ topic, repeated }: Picked): string[] | undefined => (repeated ? undefined : topic?.items)
