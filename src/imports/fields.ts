/** Where a column of a list can go. Each with words that stand above such columns, folded: no accents, no capitals. */
const headers = {
  given_name: 'jmeno, krestni jmeno, krestni, first name, given name, firstname, forename',
  family_name: 'prijmeni, last name, family name, surname, lastname, nachname',
  full_name:
    'jmeno a prijmeni, cele jmeno, osoba, kontakt, ucastnik, rodak, klient, name, full name, jmeno prijmeni, contact',
  full_name_reversed: 'prijmeni a jmeno, prijmeni jmeno, last name first name',
  birth_name: 'rodne prijmeni, rozena, rozen, prijmeni za svobodna, birth name, maiden name, nee',
  former_names: 'drivejsi prijmeni, drivejsi jmena, former names, former name',
  title_before: 'titul, titul pred, titul pred jmenem, tituly pred, tituly, title, academic title, degree',
  title_after: 'titul za, titul za jmenem, tituly za, title after, post nominal',
  nickname: 'prezdivka, oslovovan, nickname',
  native_name: 'jmeno v rodnem pismu, jmeno azbukou, native name, name in native script',
  latin_name: 'jmeno latinkou, latin name, name in latin script',
  born: 'datum narozeni, narozen, narozena, narozeni, rok narozeni, rocnik, nar, born, birth date, date of birth, birthday, year of birth, dob',
  lang: 'jazyk, jazyk komunikace, jazyk, kterym piseme, preferovany jazyk, language, preferred language',
  email: 'email, e mail, mail, emailova adresa, e mailova adresa, email address, kontaktni email, kontaktni e mail',
  email_2: 'email 2, e mail 2, dalsi e mail, dalsi email, druhy e mail, second email, work email',
  phone:
    'telefon, tel, tel cislo, telefonni cislo, mobil, mobilni telefon, cislo, gsm, phone, mobile, phone number, telephone',
  phone_2: 'telefon 2, mobil 2, dalsi telefon, druhy telefon, second phone, phone 2',
  messenger: 'messenger, whatsapp, telegram, viber, signal, facebook',
  url: 'web, www, odkaz, linkedin, webova stranka, url, website, profile',
  street: 'ulice, ulice a cislo, adresa, bydliste ulice, ulice c p, street, address',
  postal_code: 'psc, postovni smerovaci cislo, smerovaci cislo, zip, postal code, postcode, zip code',
  town: 'mesto, obec, obec bydliste, mesto bydliste, town, city',
  country: 'stat, zeme, stat bydliste, country',
  municipality_origin:
    'odkud pochazi, comes from, obec puvodu, puvod, rodna obec, rodiste, pochazi z, mesto puvodu, hometown, origin, home town, municipality, municipality of origin, birthplace',
  origin_code: 'kod obce, kod obce puvodu, zuj, ruian, municipality code',
  residence:
    'kde ted zije, kde zije, soucasne bydliste, bydliste, aktualni bydliste, zije v, lives now in, residence, lives in, current residence, location',
  residence_region: 'kraj, kraj bydliste, region, region of residence',
  residence_country: 'zeme bydliste, zeme pobytu, country of residence',
  field: 'obor, profese, povolani, zamereni, specializace, field, field of work, occupation, profession, job',
  isco: 'isco, cz isco, kod isco, isco 08',
  horizon:
    'kdy se chce vratit, chce se vratit, wants to return, horizont, horizont navratu, navrat kdy, when to return, horizon',
  languages:
    'jazyky, jazykove znalosti, znalost jazyku, jazykova vybavenost, languages, languages spoken, spoken languages',
  level_cs: 'cestina, uroven cestiny, znalost cestiny, czech, czech level',
  level_en: 'anglictina, uroven anglictiny, znalost anglictiny, english, english level',
  level_de: 'nemcina, uroven nemciny, znalost nemciny, german, german level',
  level_uk: 'ukrajinstina, uroven ukrajinstiny, ukrainian, ukrainian level',
  citizenship: 'obcanstvi, statni obcanstvi, statni prislusnost, narodnost, citizenship, nationality',
  residence_title:
    'pobytovy status, typ pobytu, druh pobytu, pobytove opravneni, pobyt, residence permit, residence status, visa',
  triggers: 'co by pomohlo k navratu, duvod navratu, motivace, spoustece, reason to return, triggers, motives',
  barriers: 'prekazky, bariery, co brani navratu, prekazky navratu, barriers, obstacles',
  organisation:
    'zamestnavatel, firma, organizace, spolecnost, skola, employer, company, organisation, organization, school',
  role: 'pozice, pracovni pozice, funkce, role, position, job title',
  stage_return: 'faze, faze navratu, stav, stadium, stage, status, return stage',
  stage_relocation: 'faze relokace, relocation stage',
  owner:
    'ma na starosti, looked after by, vlastnik, resitel, koordinator, koordinatorka, zodpovida, owner, coordinator, responsible',
  tags: 'stitky, stitek, tagy, tag, kategorie, skupina, tags, labels, category, group',
  tag_if_yes: '',
  note: 'poznamka, poznamky, pozn, komentar, zaznam, note, notes, comment, comments, remark',
  next_step: 'dalsi krok, ukol, co dal, next step, todo, to do',
  next_step_on: 'dalsi krok do, by when, termin, do kdy, datum dalsiho kroku, next step on, due, due date, deadline',
} as const

export type Field = keyof typeof headers

const isListed = (name: string): name is Field => Object.hasOwn(headers, name)

export const fields: readonly Field[] = Object.keys(headers).filter(isListed)

export const isField = (name: string): name is Field => isListed(name)

/** Words that stand above a column of this kind. */
export const headersOf = (field: Field): string[] => headers[field].split(', ').filter(Boolean)

/** Fields several columns may go to: what stands in them is put together. */
export const repeatable: ReadonlySet<Field> = new Set<Field>([
  'note',
  'tags',
  'tag_if_yes',
  'triggers',
  'barriers',
  'languages',
])

/** Columns of the contact itself that take a text as it stands. */
export const plainColumns = [
  'given_name',
  'family_name',
  'birth_name',
  'former_names',
  'title_before',
  'title_after',
  'nickname',
  'native_name',
  'latin_name',
  'municipality_origin',
  'residence',
  'field',
] as const satisfies readonly Field[]
