/** The groups of occupations by ISCO-08: ten major groups, and their sub-major groups. */
export const occupations = [
  ['1', 'Řídící pracovníci', 'Managers'],
  ['11', 'Nejvyšší úředníci, zákonodárci a ředitelé', 'Chief executives, senior officials and legislators'],
  ['12', 'Řízení správy podniku a obchodu', 'Administrative and commercial managers'],
  ['13', 'Řízení výroby, IT, vzdělávání a zdravotnictví', 'Production and specialised services managers'],
  ['14', 'Řízení hotelů, restaurací, obchodů a služeb', 'Hospitality, retail and other services managers'],
  ['2', 'Specialisté', 'Professionals'],
  ['21', 'Specialisté ve vědě a technice', 'Science and engineering professionals'],
  ['22', 'Specialisté ve zdravotnictví', 'Health professionals'],
  ['23', 'Specialisté ve výchově a vzdělávání', 'Teaching professionals'],
  ['24', 'Specialisté v obchodě a veřejné správě', 'Business and administration professionals'],
  ['25', 'Specialisté v informačních technologiích', 'Information and communications technology professionals'],
  ['26', 'Specialisté v právu, sociální oblasti a kultuře', 'Legal, social and cultural professionals'],
  ['3', 'Techničtí a odborní pracovníci', 'Technicians and associate professionals'],
  ['31', 'Technici ve vědě a technice', 'Science and engineering associate professionals'],
  ['32', 'Odborní pracovníci ve zdravotnictví', 'Health associate professionals'],
  ['33', 'Odborní pracovníci v obchodě a veřejné správě', 'Business and administration associate professionals'],
  ['34', 'Odborní pracovníci v právu, kultuře a sportu', 'Legal, social, cultural and related associate professionals'],
  ['35', 'Technici v informačních technologiích', 'Information and communications technicians'],
  ['4', 'Úředníci', 'Clerical support workers'],
  ['41', 'Administrativní pracovníci a sekretáři', 'General and keyboard clerks'],
  ['42', 'Pracovníci na přepážkách a informacích', 'Customer services clerks'],
  ['43', 'Úředníci v účtárnách a logistice', 'Numerical and material recording clerks'],
  ['44', 'Ostatní úředníci', 'Other clerical support workers'],
  ['5', 'Pracovníci ve službách a prodeji', 'Service and sales workers'],
  ['51', 'Osobní služby', 'Personal service workers'],
  ['52', 'Prodej', 'Sales workers'],
  ['53', 'Osobní péče', 'Personal care workers'],
  ['54', 'Ochrana a ostraha', 'Protective services workers'],
  ['6', 'Kvalifikovaní pracovníci v zemědělství a lesnictví', 'Skilled agricultural, forestry and fishery workers'],
  ['61', 'Kvalifikovaní pracovníci v zemědělství', 'Market-oriented skilled agricultural workers'],
  ['62', 'Kvalifikovaní pracovníci v lesnictví a rybářství', 'Skilled forestry, fishery and hunting workers'],
  ['63', 'Samozásobitelé', 'Subsistence farmers, fishers, hunters and gatherers'],
  ['7', 'Řemeslníci a opraváři', 'Craft and related trades workers'],
  ['71', 'Stavební řemeslníci (bez elektrikářů)', 'Building and related trades workers, excluding electricians'],
  ['72', 'Kovodělníci a strojírenští dělníci', 'Metal, machinery and related trades workers'],
  ['73', 'Umělecká řemesla a polygrafie', 'Handicraft and printing workers'],
  ['74', 'Elektronika a elektrotechnika', 'Electrical and electronic trades workers'],
  ['75', 'Zpracování potravin, dřeva a textilu', 'Food processing, wood working, garment and related trades workers'],
  ['8', 'Obsluha strojů a zařízení, montéři', 'Plant and machine operators, and assemblers'],
  ['81', 'Obsluha strojů', 'Stationary plant and machine operators'],
  ['82', 'Montáž výrobků a zařízení', 'Assemblers'],
  ['83', 'Řidiči a obsluha pojízdných zařízení', 'Drivers and mobile plant operators'],
  ['9', 'Pomocní pracovníci', 'Elementary occupations'],
  ['91', 'Uklízeči a pomocníci', 'Cleaners and helpers'],
  ['92', 'Pomocní pracovníci v zemědělství a lesnictví', 'Agricultural, forestry and fishery labourers'],
  [
    '93',
    'Pomocní pracovníci v těžbě, stavbě, výrobě a dopravě',
    'Labourers in mining, construction, manufacturing and transport',
  ],
  ['94', 'Pomocní pracovníci v kuchyni', 'Food preparation assistants'],
  ['95', 'Pouliční prodej a služby', 'Street and related sales and service workers'],
  ['96', 'Odpady a jiné pomocné práce', 'Refuse workers and other elementary workers'],
  ['0', 'Zaměstnanci v ozbrojených silách', 'Armed forces occupations'],
  ['01', 'Důstojníci v ozbrojených silách', 'Commissioned armed forces officers'],
  ['02', 'Poddůstojníci v ozbrojených silách', 'Non-commissioned armed forces officers'],
  ['03', 'Ostatní příslušníci ozbrojených sil', 'Armed forces occupations, other ranks'],
] as const

/** '25' -> '25 Specialisté v informačních technologiích'; of a finer code the group it belongs to. */
export const occupationName = ({ lang }: { readonly lang: string }, code: string): string => {
  const known =
    occupations.find(([group]) => group === code) ?? occupations.find(([group]) => group === code.slice(0, 2))
  if (!known) return code
  const [, cs, en] = known
  return `${code} ${lang === 'cs' ? cs : en}`
}
