import type { Scene } from './scene.ts'

const dayMs = 86_400_000

/** A moment of a working day about so many days ago, always before today. */
export const officeMoment = ({ dice, now }: Pick<Scene, 'dice' | 'now'>, daysAgo: number): Date => {
  const moment = new Date(now.getTime() - Math.max(1, Math.round(daysAgo)) * dayMs)
  moment.setUTCDate(moment.getUTCDate() - weekendDays(moment))
  moment.setUTCHours(dice.int(7, 14), dice.int(0, 59), dice.int(0, 59), 0)
  return moment
}

/** The working hours at or before a moment, never ahead in days that have not come. */
export const inOfficeHours = (moment: Date): Date => {
  const hour = moment.getUTCHours()
  const office = new Date(moment)
  if (hour < 7 || hour >= 15) office.setUTCHours(7 + (hour % 8) - (hour < 15 ? 24 : 0))
  office.setUTCDate(office.getUTCDate() - weekendDays(office))
  return office
}

/** Some moment between two others. */
export const momentBetween = ({ dice }: Pick<Scene, 'dice'>, from: Date, to: Date): Date =>
  new Date(dice.int(from.getTime(), Math.max(from.getTime(), to.getTime())))

export const daysBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / dayMs

const weekendDays = (moment: Date): number => ({ 6: 1, 0: 2 })[moment.getUTCDay()] ?? 0

export const earlier = (a: Date, b: Date): Date => (a < b ? a : b)

export const later = (a: Date, b: Date): Date => (a > b ? a : b)
