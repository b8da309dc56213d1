import type { Track } from '../../src/lib/words.ts'

export type DemoCentre = {
  slug: 'karlovarsky' | 'ostrava' | 'usti' | 'brno' | 'praha'
  name: string
  name_en: string
  name_de: string
  region: string
  track: Track
  brand: 'spring' | 'steel' | 'river' | 'dragon' | 'castle'
  address: string
  /** By whose name letters come. */
  mail_from_name: string
  languages: ('cs' | 'en' | 'de' | 'uk')[]
  opened: string
  admin: string
  coordinator: string
  reader: string
}

/** The network as it could be; streets and members are invented. */
export const demoCentres: readonly DemoCentre[] = [
  {
    slug: 'karlovarsky',
    name: 'Karlovarský kraj volá domů',
    name_en: 'Karlovy Vary Region Calls Home',
    name_de: 'Der Karlsbader Kreis ruft nach Hause',
    region: 'Karlovarský kraj',
    track: 'return',
    brand: 'spring',
    address: 'Vřídelní stráň 12, 360 01 Karlovy Vary',
    mail_from_name: 'Karlovarský kraj volá domů',
    languages: ['cs', 'en', 'de', 'uk'],
    opened: '2024-01-08T08:00',
    admin: 'Vojtěch Lipský',
    coordinator: 'Klára Hrdinová',
    reader: 'Bedřich Otava',
  },
  {
    slug: 'ostrava',
    name: 'Expat centrum Ostrava',
    name_en: 'Ostrava Expat Centre',
    name_de: '',
    region: 'Moravskoslezský kraj',
    track: 'relocation',
    brand: 'steel',
    address: 'U Staré haldy 7, 702 00 Ostrava',
    mail_from_name: 'Ostrava Expat Centre',
    languages: ['cs', 'en', 'uk'],
    opened: '2020-03-02T08:00',
    admin: 'Radovan Hýl',
    coordinator: 'Monika Slezáčková',
    reader: 'Emil Vítkovský',
  },
  {
    slug: 'usti',
    name: 'Integrační centrum Ústí',
    name_en: 'Ústí Integration Centre',
    name_de: 'Integrationszentrum Aussig',
    region: 'Ústecký kraj',
    track: 'relocation',
    brand: 'river',
    address: 'Pod Loděnicí 3, 400 01 Ústí nad Labem',
    mail_from_name: 'Integrační centrum Ústí',
    languages: ['cs', 'en', 'de', 'uk'],
    opened: '2019-09-02T08:00',
    admin: 'Libuše Střekovská',
    coordinator: 'Daria Malá',
    reader: 'Kryštof Labský',
  },
  {
    slug: 'brno',
    name: 'Expat centrum Brno',
    name_en: 'Brno Expat Centre',
    name_de: '',
    region: 'Jihomoravský kraj',
    track: 'relocation',
    brand: 'dragon',
    address: 'Za Starou tkalcovnou 21, 602 00 Brno',
    mail_from_name: 'Brno Expat Centre',
    languages: ['cs', 'en', 'uk'],
    opened: '2021-02-01T08:00',
    admin: 'Alžběta Svratecká',
    coordinator: 'Hynek Ponávka',
    reader: 'Jarmila Zábojová',
  },
  {
    slug: 'praha',
    name: 'Expat centrum Praha',
    name_en: 'Prague Expat Centre',
    name_de: '',
    region: 'Hlavní město Praha',
    track: 'relocation',
    brand: 'castle',
    address: 'Na Zlaté stezce 5, 110 00 Praha 1',
    mail_from_name: 'Prague Expat Centre',
    languages: ['cs', 'en', 'uk'],
    opened: '2021-09-01T08:00',
    admin: 'Ctirad Podskalský',
    coordinator: 'Šárka Vltavínová',
    reader: 'Otakar Lahoda',
  },
]

export const demoAnalyst = 'Ludmila Přehledná'
