import type { Barrier, Horizon, Trigger } from '../../src/lib/words.ts'

/** The sub-major group of ISCO-08 to which a field of work belongs, as natives and newcomers name theirs. */
export const occupationOf: Readonly<Record<string, string>> = {
  'vývoj softwaru': '25',
  marketing: '24',
  zdravotnictví: '22',
  školství: '23',
  strojírenství: '21',
  'finance a účetnictví': '24',
  'veřejná správa': '33',
  'projektové řízení': '24',
  'lázeňství a hotelnictví': '14',
  stavebnictví: '71',
  energetika: '21',
  obchod: '52',
  architektura: '21',
  logistika: '43',
  právo: '26',
  'grafika a design': '21',
  'sklo a porcelán': '73',
  personalistika: '24',
  'sociální práce': '26',
  'datová analýza': '25',
  gastronomie: '51',
  'kultura a památky': '26',
  fyzioterapie: '22',
  lesnictví: '62',
  výzkum: '21',
  výroba: '81',
  úklid: '91',
  účetnictví: '33',
  nursing: '22',
  manufacturing: '81',
  accounting: '33',
  logistics: '43',
  'software development': '25',
  teaching: '23',
  construction: '71',
  gastronomy: '51',
  medicine: '22',
  engineering: '21',
  automotive: '21',
  management: '12',
  research: '21',
  retail: '52',
  'customer support': '42',
  'own business': '14',
  'data analysis': '25',
  finance: '24',
}

/** How friends call those who bear the name. */
export const nicknames: Readonly<Record<string, string>> = {
  Jan: 'Honza',
  Josef: 'Pepa',
  Jiří: 'Jirka',
  Jakub: 'Kuba',
  Vojtěch: 'Vojta',
  Václav: 'Vašek',
  Miroslav: 'Mirek',
  Stanislav: 'Standa',
  Antonín: 'Tonda',
  Kateřina: 'Katka',
  Barbora: 'Bára',
  Michaela: 'Míša',
  Veronika: 'Verča',
  Eliška: 'Eli',
  Zuzana: 'Zuzka',
  Magdaléna: 'Magda',
}

/** The towns of the region whose code in the territorial register every official knows by heart. */
export const codeOfTown: Readonly<Record<string, string>> = {
  'Karlovy Vary': '554961',
  Cheb: '554481',
  Sokolov: '560286',
}

/** Streets that stand in half of all Czech towns, with a postal code of the town. */
export const streets = ['Školní', 'Nádražní', 'Zahradní', 'Husova', 'Lidická', 'Palackého', 'Sadová', 'Na Vyhlídce']
export const postalCodes: Readonly<Record<string, string>> = {
  Praha: '110 00',
  Plzeň: '301 00',
  Brno: '602 00',
  Liberec: '460 01',
  'Ústí nad Labem': '400 01',
  'České Budějovice': '370 01',
}

/** What people say brings them back or keeps them away, the commonest first. */
export const commonTriggers: readonly Trigger[] = [
  'child',
  'parents_age',
  'housing',
  'remote_work',
  'child_starts_school',
  'job_offer',
  'partner_work',
  'homesick',
  'studies_end',
]
export const commonBarriers: readonly Barrier[] = [
  'work',
  'pay',
  'health_care',
  'partner_work',
  'housing',
  'transport',
  'culture',
  'ties_elsewhere',
  'schools',
  'environment',
]

/** How soon people at a stage think of coming back, where they said so. */
export const horizonsAt: Readonly<Record<string, readonly (readonly [Horizon, number])[]>> = {
  in_touch: [
    ['some_day', 70],
    ['within_3_years', 30],
  ],
  considering: [
    ['within_12_months', 30],
    ['within_3_years', 45],
    ['some_day', 25],
  ],
  exploring: [
    ['within_6_months', 35],
    ['within_12_months', 65],
  ],
  matching: [
    ['within_6_months', 75],
    ['within_12_months', 25],
  ],
  moving: [['within_6_months', 100]],
  not_now: [
    ['within_3_years', 40],
    ['some_day', 60],
  ],
  lost: [['never', 100]],
}

export const workplaces = [
  ['Nemocnice v Praze', 'lékařka nebo lékař'],
  ['Vodárny a kanalizace', 'technik'],
  ['Banka s pobočkou v Plzni', 'analytička nebo analytik'],
  ['Softwarový dům', 'programátor'],
  ['Základní škola', 'učitelka nebo učitel'],
  ['Stavební firma', 'přípravář'],
] as const
