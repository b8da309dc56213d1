import type { Barrier } from '../../src/lib/words.ts'
import type { Lang } from '../../views/messages/index.ts'
import type { Weights } from '../dice.ts'

/** A region that asks its natives what keeps them away, and what keeps those of this one. */
export type BarrierRegion = {
  slug: 'karlovarsky' | 'usti' | 'ostrava'
  seed: number
  people: number
  /** As in "from …" and "to …". */
  from: Record<Lang, string>
  to: Record<Lang, string>
  origins: Weights
  residences: Weights
  /** Where nobody is asked to live: at home, and where hardly anybody went. */
  unasked: readonly string[]
  /** How much likelier somebody names a barrier here than in the first region. */
  tilt: Partial<Record<Barrier, number>>
}

export const karlovarsky: BarrierRegion = {
  slug: 'karlovarsky',
  seed: 20_240_607,
  people: 340,
  from: {
    cs: 'z Karlovarského kraje',
    en: 'from the Karlovy Vary region',
    de: 'aus der Region Karlsbad',
    uk: 'із Карловарського краю',
  },
  to: {
    cs: 'do Karlovarského kraje',
    en: 'to the Karlovy Vary region',
    de: 'in die Region Karlsbad',
    uk: 'до Карловарського краю',
  },
  origins: [
    ['karlovy_vary', 42],
    ['cheb', 30],
    ['sokolov', 25],
    ['elsewhere', 3],
  ],
  residences: [
    ['praha', 44],
    ['plzensky', 22],
    ['stredocesky', 7],
    ['ustecky', 4],
    ['jihomoravsky', 5],
    ['liberecky', 2],
    ['jihocesky', 2],
    ['olomoucky', 1],
    ['moravskoslezsky', 1],
    ['germany', 8],
    ['austria', 2],
    ['abroad', 4],
  ],
  unasked: ['karlovarsky', 'slovakia'],
  tilt: {},
}

const usti: BarrierRegion = {
  slug: 'usti',
  seed: 20_250_313,
  people: 280,
  from: {
    cs: 'z Ústeckého kraje',
    en: 'from the Ústí region',
    de: 'aus der Region Aussig',
    uk: 'з Устецького краю',
  },
  to: {
    cs: 'do Ústeckého kraje',
    en: 'to the Ústí region',
    de: 'in die Region Aussig',
    uk: 'до Устецького краю',
  },
  origins: [
    ['usti_nad_labem', 37],
    ['decin', 6],
    ['teplice', 17],
    ['most', 13],
    ['chomutov', 6],
    ['litomerice', 14],
    ['louny', 5],
    ['elsewhere', 2],
  ],
  residences: [
    ['praha', 50],
    ['stredocesky', 14],
    ['liberecky', 8],
    ['plzensky', 6],
    ['karlovarsky', 2],
    ['jihomoravsky', 4],
    ['jihocesky', 2],
    ['germany', 9],
    ['austria', 1],
    ['abroad', 4],
  ],
  unasked: ['ustecky', 'slovakia'],
  // nearer to Prague, and not so few doctors; the air and the name are another matter
  tilt: { work: 0.7, health_care: 0.75, transport: 0.6, environment: 4.5, prejudice: 2.8, culture: 1.2 },
}

const ostrava: BarrierRegion = {
  slug: 'ostrava',
  seed: 20_250_918,
  people: 200,
  from: {
    cs: 'z Moravskoslezského kraje',
    en: 'from the Moravia-Silesia region',
    de: 'aus der Region Mährisch-Schlesien',
    uk: 'з Моравсько-Сілезького краю',
  },
  to: {
    cs: 'do Moravskoslezského kraje',
    en: 'to the Moravia-Silesia region',
    de: 'in die Region Mährisch-Schlesien',
    uk: 'до Моравсько-Сілезького краю',
  },
  origins: [
    ['ostrava', 40],
    ['karvina', 8],
    ['frydek_mistek', 18],
    ['novy_jicin', 8],
    ['opava', 18],
    ['bruntal', 6],
    ['elsewhere', 2],
  ],
  residences: [
    ['praha', 38],
    ['jihomoravsky', 24],
    ['olomoucky', 11],
    ['zlinsky', 6],
    ['stredocesky', 6],
    ['plzensky', 1],
    ['germany', 4],
    ['austria', 4],
    ['slovakia', 2],
    ['abroad', 5],
  ],
  unasked: ['moravskoslezsky'],
  tilt: { pay: 1.3, transport: 1.2, environment: 4, prejudice: 1.6, health_care: 0.7 },
}

export const barrierRegions = [karlovarsky, usti, ostrava] as const
