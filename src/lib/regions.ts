/**
 * The fourteen regions (kraje) of Czechia by their statistical code (NUTS 3): how each is called in three letters, its
 * largest town, where people meet, and its place on a map of tiles, columns from the west and rows from the north.
 */
export const regions = {
  CZ010: { cs: 'Praha', en: 'Prague', short: 'PHA', town: 'Praha', column: 2, row: 2 },
  CZ020: { cs: 'Středočeský kraj', en: 'Central Bohemia', short: 'STČ', town: 'Kladno', column: 3, row: 2 },
  CZ031: { cs: 'Jihočeský kraj', en: 'South Bohemia', short: 'JHČ', town: 'České Budějovice', column: 2, row: 3 },
  CZ032: { cs: 'Plzeňský kraj', en: 'Plzeň Region', short: 'PLK', town: 'Plzeň', column: 1, row: 3 },
  CZ041: { cs: 'Karlovarský kraj', en: 'Karlovy Vary Region', short: 'KVK', town: 'Karlovy Vary', column: 1, row: 2 },
  CZ042: { cs: 'Ústecký kraj', en: 'Ústí Region', short: 'ÚLK', town: 'Ústí nad Labem', column: 2, row: 1 },
  CZ051: { cs: 'Liberecký kraj', en: 'Liberec Region', short: 'LBK', town: 'Liberec', column: 3, row: 1 },
  CZ052: {
    cs: 'Královéhradecký kraj',
    en: 'Hradec Králové Region',
    short: 'HKK',
    town: 'Hradec Králové',
    column: 4,
    row: 1,
  },
  CZ053: { cs: 'Pardubický kraj', en: 'Pardubice Region', short: 'PAK', town: 'Pardubice', column: 4, row: 2 },
  CZ063: { cs: 'Kraj Vysočina', en: 'Vysočina Region', short: 'VYS', town: 'Jihlava', column: 3, row: 3 },
  CZ064: { cs: 'Jihomoravský kraj', en: 'South Moravia', short: 'JHM', town: 'Brno', column: 4, row: 3 },
  CZ071: { cs: 'Olomoucký kraj', en: 'Olomouc Region', short: 'OLK', town: 'Olomouc', column: 5, row: 2 },
  CZ072: { cs: 'Zlínský kraj', en: 'Zlín Region', short: 'ZLK', town: 'Zlín', column: 5, row: 3 },
  CZ080: { cs: 'Moravskoslezský kraj', en: 'Moravia-Silesia', short: 'MSK', town: 'Ostrava', column: 6, row: 2 },
} as const

export type RegionCode = keyof typeof regions

export const isRegionCode = (code: string): code is RegionCode => Object.hasOwn(regions, code)

export const regionCodes: readonly RegionCode[] = Object.keys(regions).filter(isRegionCode)

/** A region by name; a code we do not know says itself. */
export const regionName = ({ lang }: { readonly lang: string }, code: string): string =>
  isRegionCode(code) ? regions[code][lang === 'cs' ? 'cs' : 'en'] : code
