import type { Scene } from './scene.ts'

const dayMs = 86_400_000

/** A moment of a working day about so many days ago, always before today. */
export const officeMoment = ({ dice, now }: Pick<Scene, 'dice' | 'now'>, daysAgo: number): Date => {
  const moment = new Date(now.getTime() - Math.max(1, Math.round(daysAgo)) * dayMs)
  const weekend = { 6: 1, 0: 2 }[moment.getUTCDay()] ?? 0
  moment.setUTCDate(moment.getUTCDate() - weekend)
  moment.setUTCHours(dice.int(7, 14), dice.int(0, 59), dice.int(0, 59), 0)
  return moment
}

/** Some moment between two others. */
export const momentBetween = ({ dice }: Pick<Scene, 'dice'>, from: Date, to: Date): Date =>
  new Date(dice.int(from.getTime(), Math.max(from.getTime(), to.getTime())))

export const daysBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / dayMs

export const earlier = (a: Date, b: Date): Date => (a < b ? a : b)

export const later = (a: Date, b: Date): Date => (a > b ? a : b)
