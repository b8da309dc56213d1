import type { ReturnStage } from '../journeys.ts'

export type TalkKind = 'note' | 'phone_call' | 'email' | 'meeting' | 'counselling'
export type Talk = readonly [TalkKind, string]

/**
 * What the coordinator wrote when somebody reached a stage. `{a}` ends a verb of a woman, `{there}` is "v Praze",
 * `{origin}` the municipality, `{field}` the profession.
 */
export const returnTalks: Record<ReturnStage, readonly Talk[]> = {
  known: [
    ['note', 'Kontakt dala bývalá třídní učitelka z gymnázia, smíme se ozvat.'],
    ['note', 'Z adresáře absolventů; pochází z obce {origin}, dnes žije {there}.'],
    ['note', 'Napsal{a} pod náš příspěvek, že na kraj vzpomíná. Obor: {field}.'],
    ['note', 'Doporučení od rodičů, kteří dál bydlí v obci {origin}.'],
  ],
  in_touch: [
    ['email', 'Odpověděl{a} na úvodní e-mail. O stěhování zatím neuvažuje, novinky z kraje ale chce dostávat.'],
    ['phone_call', 'Krátký hovor, velmi milý. Domů jezdí jednou za měsíc za rodiči, chce vědět, co se tu chystá.'],
    ['email', 'Prosí o program kulturního léta a o zprávy, jak pokračuje stavba dálnice.'],
    ['meeting', 'Potkali jsme se na srazu absolventů. Doma je teď {there}, ale kraj sleduje.'],
    ['phone_call', 'Nabídl{a}, že na střední škole řekne studentům o svém oboru ({field}).'],
  ],
  considering: [
    [
      'phone_call',
      'O návratu doma mluví. Největší otazník je práce v oboru {field} a plat srovnatelný s tím, co má {there}.',
    ],
    ['meeting', 'Sešli jsme se {there}. Láká příroda a blízkost rodičů, brzdí chybějící dětský lékař.'],
    ['phone_call', 'Zaměstnavatel povolil tři dny z domova týdně. Návrat poprvé vychází i časově.'],
    ['meeting', 'Po setkání zůstal{a} na kus řeči: „Když bude kde bydlet, jdeme do toho.“'],
    ['email', 'Píše, že druhá polovina z kraje nepochází a bojí se, že tu nikoho nepozná.'],
    ['phone_call', 'Zvažuje návrat do dvou let, až starší dítě půjde do školy. Chce vědět, které základky mají volno.'],
    ['meeting', 'Rodiče stárnou a dům v obci {origin} je velký. Vadí pověst kraje a dojíždění za kulturou.'],
    ['email', 'Ptá se, jestli kraj přispívá na první bydlení. Poslán přehled podpory.'],
  ],
  exploring: [
    [
      'phone_call',
      'Chce konkrétní nabídky: obor {field}, ideálně Karlovy Vary nebo Sokolov. Životopis pošle tento týden.',
    ],
    ['meeting', 'Společně jsme prošli seznam potřeb: práce, byt 3+1, místo ve školce, praktický lékař.'],
    ['email', 'Poslal{a} životopis a termíny, kdy může přijet na prohlídku. Obor {field}.'],
    ['phone_call', 'O víkendu se byli podívat na dva byty. Jeden by šel, čekají na hypotéku.'],
    ['meeting', 'Domluvena návštěva u dvou zaměstnavatelů v jednom dni, doprovodím.'],
  ],
  matching: [
    ['email', 'Životopis předán se souhlasem dvěma firmám v oboru {field}. Ozvou se do dvou týdnů.'],
    ['phone_call', 'První pohovor dopadl dobře, druhé kolo příští týden. Plat je o desetinu nižší než {there}.'],
    ['meeting', 'Představení v nemocnici proběhlo, nabízejí i služební byt na první rok.'],
    ['email', 'Realitní kancelář poslala tři nabídky; jedna přímo v obci {origin}.'],
    ['phone_call', 'Škola potvrdila místo ve druhé třídě. Chybí už jen odpověď zaměstnavatele.'],
  ],
  moving: [
    ['phone_call', 'Podepsáno! Nastupuje k prvnímu dni měsíce. Řešíme školku a přepis lékaře.'],
    ['email', 'Výpověď z bytu {there} podána, stěhování za šest týdnů.'],
    ['meeting', 'Sepsali jsme plán stěhování: trvalé bydliště, registrace u lékaře, škola, energie.'],
    ['phone_call', 'Rekonstrukce domu se protáhla o měsíc, termín nástupu ale platí.'],
  ],
  returned: [
    ['phone_call', 'Přestěhováno. Krabice všude, nálada výborná, děti už mají kamarády.'],
    ['meeting', 'Káva na uvítanou. Chybí jen zubař; předán kontakt na ordinaci, která nabírá.'],
    ['email', 'Děkuje za pomoc. První týden v nové práci za sebou, cesta trvá dvanáct minut.'],
    ['phone_call', 'Rok od rozhodnutí je doma. Prosí o tip na sportovní kroužek.'],
  ],
  settled: [
    ['phone_call', 'Půl roku doma a neměnil{a} by. Práci tu má i druhá polovina.'],
    ['email', 'Kontrola po půl roce: práce v pořádku, bydlení v pořádku, lékař nalezen.'],
    ['meeting', 'Potkali jsme se na trhu. Koupili dům, zůstávají.'],
  ],
  ambassador: [
    ['meeting', 'Souhlasí, že na příštím setkání poví svůj příběh.'],
    ['phone_call', 'Nabízí, že novým vracejícím se rodinám ukáže město i kraj.'],
    ['email', 'Přivedl{a} už dva bývalé spolužáky. Posíláme odznak a díky.'],
  ],
  not_now: [
    ['phone_call', 'Teď ne: děti dokončují školu {there}. Dohoda, že se ozveme později.'],
    ['email', 'Povýšil{a} v práci, stěhování odkládá. Ať se připomeneme.'],
    ['phone_call', 'Doma čekají miminko, rozhodovat se bude po rodičovské.'],
    ['email', 'Splácí hypotéku {there} s výhodnou sazbou, do její změny zůstává.'],
  ],
  lost: [
    ['email', 'Prosí, abychom už nepsali. Respektujeme, souhlas ukončen.'],
    ['phone_call', 'Rozhodnuto zůstat {there} natrvalo, koupili byt.'],
    ['note', 'Třikrát bez odpovědi, e-mail se vrací. Uzavíráme.'],
  ],
}

/** What happens between two stages. */
export const returnFollowUps: readonly Talk[] = [
  ['phone_call', 'Nebral{a} telefon, zkusím po páté odpoledne.'],
  ['email', 'Poslány odkazy na volná místa v oboru {field}.'],
  ['email', 'Poděkování za rozhovor a přehled škol v okolí obce {origin}.'],
  ['note', 'Volat raději po obědě, dopoledne mívá porady.'],
  ['phone_call', 'Jen krátce: nic nového, domluvili jsme se na příští měsíc.'],
  ['note', 'Sourozenec žije také {there}, možná další kontakt.'],
  ['email', 'Poslána pozvánka na setkání rodáků.'],
  ['phone_call', 'Zajímá se, jak je to s dětskými lékaři. Zjistím na odboru zdravotnictví.'],
  ['note', 'Četl{a} v novinách článek o návratech a ptá se na příspěvek na bydlení.'],
  ['email', 'Odpověděl{a}, že čte každý zpravodaj. Chválí články o lidech, kteří se vrátili.'],
  ['meeting', 'Náhodné setkání na nádraží v Chebu, pár minut o práci na dálku.'],
  ['phone_call', 'Druhá polovina hledá místo ve školství, poptám dvě školy.'],
  ['email', 'Zaslány průměrné ceny nájmů pro srovnání s tím, co platí {there}.'],
]

export const returnNextSteps = {
  early: [
    'Zavolat a domluvit schůzku',
    'Poslat přehled volných míst v oboru',
    'Připomenout setkání rodáků',
    'Pozvat na kávu, až přijede domů',
    'Poslat informace o příspěvku na bydlení',
    'Zeptat se, jak to vidí rodina',
    'Poslat odpověď k dětským lékařům',
    'Zjistit možnosti práce pro partnera',
  ],
  later: [
    'Ozvat se po pohovoru',
    'Zjistit volná místa ve školce',
    'Doptat se na termín prohlídky bytu',
    'Předat kontakt na dětského lékaře',
    'Ověřit, jak dopadla hypotéka',
    'Domluvit návštěvu u zaměstnavatele',
    'Zavolat do školy kvůli přestupu',
    'Zavolat, jak se daří v nové práci',
  ],
} as const
