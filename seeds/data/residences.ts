import type { Origin } from './foreign-names.ts'

/** A town, and how a Czech sentence says that somebody is there. */
export type Town = { name: string; there: string }

/** Where the region's natives live now; Praha and Plzeň took most of them. */
export const townsOfNatives: readonly (readonly [Town, number])[] = [
  [{ name: 'Praha', there: 'v Praze' }, 50],
  [{ name: 'Plzeň', there: 'v Plzni' }, 28],
  [{ name: 'Brno', there: 'v Brně' }, 5],
  [{ name: 'Liberec', there: 'v Liberci' }, 3],
  [{ name: 'Ústí nad Labem', there: 'v Ústí nad Labem' }, 2],
  [{ name: 'České Budějovice', there: 'v Českých Budějovicích' }, 2],
  [{ name: 'Drážďany', there: 'v Drážďanech' }, 3],
  [{ name: 'Mnichov (Bavorsko)', there: 'v Mnichově' }, 2],
  [{ name: 'Berlín', there: 'v Berlíně' }, 2],
  [{ name: 'Vídeň', there: 've Vídni' }, 2],
  [{ name: 'Londýn', there: 'v Londýně' }, 1],
]

export const townsOfOrigin: Record<Origin, readonly string[]> = {
  ukraine: [
    'Kyjiv',
    'Charkiv',
    'Lviv',
    'Dnipro',
    'Odesa',
    'Zaporižžja',
    'Užhorod',
    'Vinnycja',
    'Mykolajiv',
    'Ternopil',
  ],
  germany: ['Dresden', 'Leipzig', 'Berlin', 'München', 'Chemnitz', 'Nürnberg'],
  vietnam: ['Hanoi', 'Hai Phong', 'Nghe An', 'Hai Duong', 'Da Nang'],
  english: ['London', 'Manchester', 'Edinburgh', 'Dublin', 'Chicago', 'Toronto', 'Cape Town'],
  india: ['Bengaluru', 'Pune', 'Hyderabad', 'Chennai', 'Mumbai', 'New Delhi'],
}

/** Where newcomers settle, the commonest first. */
export const townsOfNewcomers = {
  ostrava: [
    'Ostrava-Poruba',
    'Ostrava',
    'Ostrava-Jih',
    'Moravská Ostrava a Přívoz',
    'Frýdek-Místek',
    'Havířov',
    'Opava',
    'Nový Jičín',
    'Karviná',
    'Třinec',
  ],
  usti: [
    'Ústí nad Labem',
    'Teplice',
    'Děčín',
    'Most',
    'Chomutov',
    'Litoměřice',
    'Lovosice',
    'Žatec',
    'Varnsdorf',
    'Louny',
  ],
  brno: [
    'Brno-střed',
    'Brno-Královo Pole',
    'Brno-Líšeň',
    'Brno-Žabovřesky',
    'Kuřim',
    'Modřice',
    'Šlapanice',
    'Blansko',
  ],
  praha: ['Praha 4', 'Praha 5', 'Praha 9', 'Praha 3', 'Praha 7', 'Praha 13', 'Praha 10', 'Praha 6', 'Říčany', 'Beroun'],
} as const

/** Who comes where. */
export const originsOfNewcomers: Record<keyof typeof townsOfNewcomers, readonly (readonly [Origin, number])[]> = {
  ostrava: [
    ['ukraine', 38],
    ['india', 20],
    ['english', 18],
    ['germany', 10],
    ['vietnam', 14],
  ],
  usti: [
    ['ukraine', 52],
    ['vietnam', 30],
    ['germany', 8],
    ['india', 4],
    ['english', 6],
  ],
  brno: [
    ['ukraine', 28],
    ['india', 28],
    ['english', 26],
    ['germany', 11],
    ['vietnam', 7],
  ],
  praha: [
    ['ukraine', 32],
    ['english', 28],
    ['india', 18],
    ['germany', 12],
    ['vietnam', 10],
  ],
}
