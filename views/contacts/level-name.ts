import type { PublicT } from '../messages/index.ts'

/** 'B2', 'rodilý mluvčí', or that nobody knows. */
export const levelName = (t: PublicT, level: string): string =>
  level === 'native' || level === 'unknown' ? t(`people.level.${level}`) : level
