/** Ukrainian names as themselves, as a passport writes them and as a Czech office does. */
export type Spelled = readonly [native: string, passport: string, czech: string]

export const ukrainianWomen: readonly Spelled[] = [
  ['Юлія', 'Yuliia', 'Julija'],
  ['Оксана', 'Oksana', 'Oksana'],
  ['Наталія', 'Nataliia', 'Natalija'],
  ['Ольга', 'Olha', 'Olga'],
  ['Ірина', 'Iryna', 'Iryna'],
  ['Катерина', 'Kateryna', 'Kateryna'],
  ['Людмила', 'Liudmyla', 'Ljudmyla'],
  ['Світлана', 'Svitlana', 'Svitlana'],
  ['Христина', 'Khrystyna', 'Chrystyna'],
  ['Анастасія', 'Anastasiia', 'Anastasija'],
]
export const ukrainianMen: readonly Spelled[] = [
  ['Сергій', 'Serhii', 'Serhij'],
  ['Олександр', 'Oleksandr', 'Oleksandr'],
  ['Андрій', 'Andrii', 'Andrij'],
  ['Микола', 'Mykola', 'Mykola'],
  ['Юрій', 'Yurii', 'Jurij'],
  ['Михайло', 'Mykhailo', 'Mychajlo'],
  ['Дмитро', 'Dmytro', 'Dmytro'],
  ['Євген', 'Yevhen', 'Jevhen'],
  ['Ігор', 'Ihor', 'Ihor'],
  ['Василь', 'Vasyl', 'Vasyl'],
]
/** Those whose women are called the same, then those whose are not. */
export const ukrainianFamilies: readonly (readonly [man: Spelled, woman: Spelled])[] = [
  ...(
    [
      ['Шевченко', 'Shevchenko', 'Ševčenko'],
      ['Бондаренко', 'Bondarenko', 'Bondarenko'],
      ['Ткачук', 'Tkachuk', 'Tkačuk'],
      ['Кравець', 'Kravets', 'Kravec'],
      ['Щербак', 'Shcherbak', 'Ščerbak'],
      ['Харченко', 'Kharchenko', 'Charčenko'],
      ['Мельник', 'Melnyk', 'Melnyk'],
      ['Коваль', 'Koval', 'Koval'],
      ['Гончар', 'Honchar', 'Hončar'],
      ['Юрченко', 'Yurchenko', 'Jurčenko'],
      ['Петренко', 'Petrenko', 'Petrenko'],
      ['Лисенко', 'Lysenko', 'Lysenko'],
      ['Жук', 'Zhuk', 'Žuk'],
      ['Цимбал', 'Tsymbal', 'Cymbal'],
    ] as const
  ).map((family): readonly [Spelled, Spelled] => [family, family]),
  [
    ['Ковальський', 'Kovalskyi', 'Kovalskyj'],
    ['Ковальська', 'Kovalska', 'Kovalska'],
  ],
  [
    ['Хмельницький', 'Khmelnytskyi', 'Chmelnyckyj'],
    ['Хмельницька', 'Khmelnytska', 'Chmelnycka'],
  ],
]

/** What Czechs are called by those who know them. */
export const calledFor: Readonly<Record<string, readonly string[]>> = {
  Jan: ['Honza', 'Jenda'],
  Josef: ['Pepa'],
  Jiří: ['Jirka'],
  Kateřina: ['Katka', 'Káťa'],
  František: ['Franta'],
  Jakub: ['Kuba'],
  Tomáš: ['Tom'],
  Michaela: ['Míša'],
  Michal: ['Míša'],
  Eliška: ['Ela'],
  Barbora: ['Bára'],
  Petr: ['Péťa'],
  Zuzana: ['Zuzka'],
  Veronika: ['Verča'],
  Markéta: ['Markétka'],
  Vojtěch: ['Vojta'],
  Antonín: ['Tonda'],
  Martin: ['Marťas'],
  Jaroslav: ['Jarda'],
  Miroslav: ['Mirek'],
  Stanislav: ['Standa'],
  Václav: ['Vašek'],
  Lucie: ['Lucka'],
  Jana: ['Janička'],
  Hana: ['Hanka'],
  Lenka: ['Leni'],
}

const stems = [
  'Hav',
  'Kub',
  'Mach',
  'Vojt',
  'Hol',
  'Skal',
  'Ryb',
  'Bart',
  'Peš',
  'Kop',
  'Mat',
  'Zdrah',
  'Luk',
  'Slav',
  'Vor',
  'Hrad',
  'Dob',
  'Chal',
  'Bezd',
  'Šim',
  'Trn',
  'Ples',
  'Zach',
  'Kund',
  'Pech',
]
const endings = ['ek', 'ík', 'ák', 'áč', 'oun', 'ovec', 'ovský', 'ický']

/** More families than the demo knows, named as Czech ones are. */
export const moreFamilies: readonly (readonly [string, string])[] = stems.flatMap((stem) =>
  endings.map((ending): readonly [string, string] => {
    const man = stem + ending
    if (ending.endsWith('ý')) return [man, `${man.slice(0, -1)}á`]
    if (ending === 'ek') return [man, `${stem}ková`]
    if (ending === 'ovec') return [man, `${stem}ovcová`]
    return [man, `${man}ová`]
  }),
)
