import { addDays } from './time.ts'

/** What a flow can be looked at over. */
export const periods = ['quarter', 'year', 'this_year', 'last_year', 'ever'] as const
export type Period = (typeof periods)[number]

/** The first and the last day of a period, as seen today. */
export const daysOf = (period: Period, today: string): { from: string; to: string } => {
  const year = Number(today.slice(0, 4))
  if (period === 'quarter') return { from: addDays(today, -90), to: today }
  if (period === 'year') return { from: addDays(today, -365), to: today }
  if (period === 'this_year') return { from: `${year}-01-01`, to: today }
  if (period === 'last_year') return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` }
  return { from: '1900-01-01', to: today }
}
