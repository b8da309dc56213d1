import type { Audience } from '../../src/lib/words.ts'

type Taken = { by?: { centre: string; role: 'coordinator' | 'reader' }; path: string; hoursAgo: number }
export type DemoSharing = {
  slug: 'karlovarsky' | 'usti'
  seed: number
  offers: { audience: Audience; agreement: string; hoursAgo: number }[]
  downloads: Taken[]
}

/** What two regions of the demo let others read; `package.zip` is everything at once. */
export const demoSharings: readonly DemoSharing[] = [
  {
    slug: 'karlovarsky',
    seed: 20_261_001,
    offers: [
      {
        audience: 'network',
        agreement: 'Pro plánování služeb rodákům v centrech sítě; s uvedením zdroje, bez předávání dál.',
        hoursAgo: 66,
      },
      {
        audience: 'public',
        agreement: 'Kdokoli smí čísla použít a zveřejnit, když uvede Karlovarský kraj volá domů jako zdroj.',
        hoursAgo: 65,
      },
    ],
    downloads: [
      { by: { centre: 'brno', role: 'coordinator' }, path: 'package.zip', hoursAgo: 47 },
      { path: 'package.zip', hoursAgo: 44 },
      { by: { centre: 'usti', role: 'coordinator' }, path: 'cells.csv', hoursAgo: 29 },
      { path: 'cells.csv', hoursAgo: 23 },
      { by: { centre: 'praha', role: 'coordinator' }, path: 'package.zip', hoursAgo: 5 },
    ],
  },
  {
    slug: 'usti',
    seed: 20_261_002,
    offers: [
      {
        audience: 'network',
        agreement: 'Pro srovnání mezi kraji a společné projekty sítě; výsledky zveřejňujte po domluvě s námi.',
        hoursAgo: 52,
      },
    ],
    downloads: [
      { by: { centre: 'karlovarsky', role: 'coordinator' }, path: 'package.zip', hoursAgo: 46 },
      { by: { centre: 'brno', role: 'coordinator' }, path: 'cells.csv', hoursAgo: 26 },
    ],
  },
]
