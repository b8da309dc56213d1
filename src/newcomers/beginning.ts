import { type CentreStage, isUnderWay, stagesIn } from '../lib/stages.ts'
import type { Stage, Track } from '../lib/words.ts'

/** Where whoever asks usually stands: they think of coming back, or have just asked. */
const usual: Record<Track, Stage> = { return: 'considering', relocation: 'enquiry' }

/** Where this centre begins with somebody who asks; nowhere when all its stages of the track are retired or asleep. */
export const beginningOn = (stages: readonly CentreStage[], track: Track): Stage | undefined => {
  const open = stagesIn(stages, track).filter(({ category }) => isUnderWay(category))
  return (open.find(({ code }) => code === usual[track]) ?? open[0])?.code
}
