import type { Origin } from './foreign-names.ts'

/** What the region's natives do, the commonest first. */
export const fieldsOfNatives = [
  'vývoj softwaru',
  'marketing',
  'zdravotnictví',
  'školství',
  'strojírenství',
  'finance a účetnictví',
  'veřejná správa',
  'projektové řízení',
  'lázeňství a hotelnictví',
  'stavebnictví',
  'energetika',
  'obchod',
  'architektura',
  'logistika',
  'právo',
  'grafika a design',
  'sklo a porcelán',
  'personalistika',
  'sociální práce',
  'datová analýza',
  'gastronomie',
  'kultura a památky',
  'fyzioterapie',
  'lesnictví',
  'výzkum',
] as const

export const tagsOfNatives = [
  'práce na dálku',
  'rodina s dětmi',
  'hledá bydlení',
  'péče o rodiče',
  'vlastní podnikání',
  'partner mimo kraj',
  'mentor',
  'čeká na stavbu D6',
  'dům po rodičích',
  'mluví německy',
  'dojíždění',
  'chce přednášet',
] as const

export const fieldsOfNewcomers: Record<Origin, readonly string[]> = {
  ukraine: [
    'nursing',
    'manufacturing',
    'accounting',
    'logistics',
    'software development',
    'teaching',
    'construction',
    'gastronomy',
    'medicine',
  ],
  germany: ['engineering', 'automotive', 'management', 'research', 'software development'],
  vietnam: ['retail', 'gastronomy', 'accounting', 'manufacturing', 'studies'],
  english: ['teaching', 'software development', 'marketing', 'customer support', 'research', 'own business'],
  india: ['software development', 'data analysis', 'engineering', 'finance', 'studies'],
}

export const tagsOfNewcomers = [
  'family',
  'employee card',
  'blue card',
  'student',
  'Czech course',
  'partner looks for work',
  'school place',
  'looks for a flat',
  'self-employed',
  'volunteer',
  'temporary protection',
  'Women Club',
] as const

/** The centre in Ústí writes Czech. */
export const czechFieldsOfNewcomers = [
  'výroba',
  'stavebnictví',
  'gastronomie',
  'obchod',
  'zdravotnictví',
  'logistika',
  'úklid',
  'školství',
  'účetnictví',
] as const

export const czechTagsOfNewcomers = [
  'rodina s dětmi',
  'dočasná ochrana',
  'kurz češtiny',
  'tlumočení',
  'hledá bydlení',
  'zaměstnanecká karta',
  'doprovod na úřad',
  'právní poradenství',
  'trvalý pobyt',
] as const
