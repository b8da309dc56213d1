/** What the synthetic people are made of; the order matters, because early entries are commoner. */
const list = (words: string) => words.split(',')

export const men = list(
  'Jiří,Jan,Petr,Jaroslav,Josef,Pavel,Martin,Tomáš,Miroslav,František,Zdeněk,Václav,Michal,Karel,Lukáš,' +
    'Jakub,Milan,Vladimír,David,Ladislav,Ondřej,Roman,Stanislav,Marek,Radek,Antonín,Daniel,Vojtěch,Filip,' +
    'Adam,Matěj,Miloslav,Jaromír,Aleš,Ivan,Libor,Dominik,Jindřich,Rostislav,Vít,Štěpán,Šimon,Řehoř,' +
    'Kryštof,Matyáš,Oldřich,Luboš,Viktor,Robert,Patrik',
)

export const women = list(
  'Marie,Jana,Eva,Hana,Anna,Lenka,Kateřina,Věra,Lucie,Alena,Petra,Veronika,Jaroslava,Tereza,Martina,' +
    'Michaela,Jitka,Helena,Zuzana,Ludmila,Ivana,Zdeňka,Monika,Barbora,Markéta,Eliška,Kristýna,Jarmila,' +
    'Pavla,Dana,Nikola,Adéla,Irena,Klára,Natálie,Vlasta,Květa,Šárka,Radka,Denisa,Žaneta,Růžena,Božena,' +
    'Štěpánka,Dagmar,Simona,Andrea,Iva,Renata,Gabriela',
)

export const surnames = list(
  'Novák,Svoboda,Novotný,Dvořák,Černý,Procházka,Kučera,Veselý,Horák,Němec,Marek,Pospíšil,Pokorný,Hájek,' +
    'Král,Jelínek,Růžička,Beneš,Fiala,Sedláček,Doležal,Zeman,Kolář,Navrátil,Čermák,Vaněk,Urban,Blažek,' +
    'Kříž,Kovář,Bartoš,Vlček,Polák,Musil,Kopecký,Šimek,Konečný,Malý,Holub,Čech,Staněk,Kadlec,Štěpánek,' +
    'Dostál,Soukup,Šťastný,Mareš,Moravec,Sýkora,Tichý,Valenta,Vávra,Matoušek,Bláha,Říha,Ševčík,Bureš,' +
    'Mašek,Hruška,Dušek,Pavlík,Janda,Mach,Müller,Liška,Hrubý,Havlíček,Žák,Kubát,Řezníček,Ptáček,Šebesta,' +
    'Čížek,Žáček,Ďurica,Křenek,Přibyl,Zíka,Tůma,Hlaváč',
)

export const municipalities = list(
  'Karlovy Vary,Cheb,Sokolov,Ostrov,Chodov,Aš,Mariánské Lázně,Kraslice,Františkovy Lázně,Nejdek,' +
    'Nová Role,Habartov,Kynšperk nad Ohří,Horní Slavkov,Jáchymov,Loket,Žlutice,Toužim,Bečov nad Teplou,' +
    'Plesná,Luby,Skalná,Hranice,Teplá,Rotava,Březová,Lázně Kynžvart,Bochov,Abertamy,Boží Dar,Praha,Brno,' +
    'Ostrava,Plzeň,Liberec,Olomouc,České Budějovice,Hradec Králové,Ústí nad Labem,Pardubice,Zlín,Havířov,' +
    'Kladno,Most,Opava,Frýdek-Místek,Jihlava,Teplice,Karviná,Děčín,Chomutov,Přerov,Jablonec nad Nisou,' +
    'Mladá Boleslav,Prostějov,Třebíč,Třinec,Tábor,Znojmo,Kolín,Příbram,Písek,Trutnov,Kroměříž,Orlová,' +
    'Vsetín,Šumperk,Břeclav,Litoměřice,Žďár nad Sázavou,Uherské Hradiště,Hodonín,Český Těšín,Krnov,' +
    'Litvínov,Strakonice,Nový Jičín,Valašské Meziříčí,Kutná Hora,Kopřivnice,Česká Lípa,Klatovy,' +
    'Jindřichův Hradec,Vyškov,Žatec,Náchod,Louny,Beroun,Kadaň,Rychnov nad Kněžnou,Svitavy',
)

export const occupations = list(
  'Programátor,Zdravotní sestra,Lékař,Konstruktér,Učitel,Strojní inženýr,Datový analytik,Svářeč,' +
    'Projektový manažer,Účetní,Elektrotechnik,Kuchař,Chemik,Student,Logistik',
)

/** Stages and how many of a hundred people stand in each. */
export const stageShares = [
  ['known', 30],
  ['in_touch', 22],
  ['considering', 15],
  ['exploring', 12],
  ['matching', 9],
  ['not_now', 8],
  ['lost', 4],
] as const

export const sources = list('web,event,referral,fair,partner,import,newsletter')
export const activityKinds = list('call,email,meeting,note,task,stage_change')
export const activitySubjects = list('Telefonát,E-mail,Schůzka,Poznámka,Úkol')
export const nextSteps = list('zaslat nabídku,ověřit kvalifikaci,domluvit pohovor,předat partnerovi,zavolat znovu')
export const eventTitles = list('Veletrh práce,Den otevřených dveří,Welcome meetup,Kariérní dílna,Exkurze')
