import { publicCatalogue } from './catalogue.ts'

/** The page that explains the protection; its example is held to the rules by a test. */
export const sharingMethod = publicCatalogue({
  cs: {
    'method.title': 'Jak chráníme odpovědi, když sdílíme čísla',
    'method.lead':
      'Kraje si navzájem ukazují, co lidem brání v návratu. Sdílejí jen tabulky, ve kterých nejde najít člověka, a ke každé přikládají důkaz, který si může kdokoli přepočítat.',
    'method.print': 'Vytisknout podklad pro pověřence',
    'method.short': 'Ve čtyřech větách',
    'method.short_1': 'Ven jdou jen počty za skupiny, nikdy odpovědi jednotlivých lidí.',
    'method.short_2': 'Každý počet je zaokrouhlený na pětky. Kde je méně než deset lidí, není číslo vůbec.',
    'method.short_3':
      'Ke každému skrytému číslu přiložíme dva vymyšlené soubory odpovědí, které oba dávají přesně to, co jsme zveřejnili: v jednom je skryté číslo 0, ve druhém 9. Z čísel tedy nejde poznat ani to, jestli tam někdo je.',
    'method.short_4': 'Ověřit to může partner, pověřenec i novinář, bez přístupu k nám a bez důvěry v náš program.',
    'method.leaves': 'Co z centra odchází',
    'method.leaves_1': 'Tabulky: kolik lidí z které skupiny (třeba podle věku) odpovědělo jak, zaokrouhleně.',
    'method.leaves_2': 'Seznam otázek, odpovědí a skupin, ke kterým čísla patří.',
    'method.leaves_3': 'Vymyšlené soubory odpovědí, které slouží jako důkaz. Nikdo skutečný v nich není.',
    'method.leaves_4': 'Podpis centra a otisky souborů, podle kterých se pozná každá změna.',
    'method.stays': 'Co z centra neodchází nikdy',
    'method.stays_1': 'Jména, kontakty ani nic z evidence lidí. Dotazník s ní není spojený ani uvnitř centra.',
    'method.stays_2': 'Jednotlivé odpovědi, ani bez jména, a žádný volný text.',
    'method.stays_3':
      'Přesné počty. Vidí je jen program, který tabulky připravuje; stránky, které čtete, k nim přístup nemají.',
    'method.stays_4':
      'Cokoli z přesných počtů spočítané. Procenta, sloupce v grafech i popisky vznikají až ze zveřejněných čísel.',
    'method.rounding': 'Zaokrouhlení na malém příkladu',
    'method.rounding_text':
      'Vymysleli jsme si 152 odpovědí. První tabulka zůstává v centru, druhá je to, co uvidí ostatní.',
    'method.before': 'Přesné počty (zůstávají v centru)',
    'method.after': 'Zveřejněná tabulka',
    'method.ex_question': 'Co vám nejvíc brání v návratu?',
    'method.ex_work': 'práce',
    'method.ex_housing': 'bydlení',
    'method.ex_other': 'něco jiného',
    'method.ex_young': '18–29 let',
    'method.ex_middle': '30–44 let',
    'method.ex_older': '45 a více',
    'method.rule_1':
      'Nejdřív se jednou pro všechny tabulky zaokrouhlí celek a okraje. Stejné číslo je pak všude stejné, ať se na ně díváte odkudkoli.',
    'method.rule_2':
      'Potom se zaokrouhlí vnitřek tak, aby řádky a sloupce bez skrytého čísla daly přesně svůj součet. Řádek „práce“ je 25 + 40 + 15 = 80.',
    'method.rule_3':
      'Kde něco skryté je, dopočítá se jen zbytek za všechna skrytá čísla dohromady. V řádku „něco jiného“ zbývá 20 − 10 = 10 za dvě skryté buňky.',
    'method.rule_4':
      'Žádné zveřejněné číslo se od skutečného neliší o víc než 4 lidi a zaokrouhlení nestraní: kdyby se opakovalo, vyšlo by v průměru přesně. Směr určuje tajný klíč centra, takže ho nejde uhodnout, a stejný požadavek dá vždy stejné číslo.',
    'method.under_ten': 'Proč „<10“ a nikdy nula',
    'method.under_ten_text':
      'Kdybychom psali nulu, prozradili bychom, že takhle neodpověděl nikdo. Kdybychom psali 3, poznali by se ti tři navzájem a možná by je poznalo i okolí. „<10“ proto znamená cokoli od nuly do devíti a skutečná nula se tváří stejně jako devítka. Skryté číslo navíc žádnou zaokrouhlenou hodnotu nemá, takže se nedá získat zpátky odečítáním.',
    'method.worlds': 'Co znamenají „dva světy“',
    'method.worlds_text':
      'Vezměme v příkladu skryté číslo „bydlení, 45 a více“. Tady jsou dva vymyšlené soubory odpovědí. Oba zapadají do zveřejněné tabulky, takže kdo zná jen ji, nemůže mezi nimi rozhodnout.',
    'method.world_zero': 'Svět, kde je tam 0 lidí',
    'method.world_nine': 'Svět, kde je jich tam 9',
    'method.worlds_end':
      'Takovou dvojici má každé skryté číslo v každé sdílené tabulce, a to pro všechno, co o té vlně dotazníku kdy vyšlo, dohromady. Kde se dvojice najít nedá, spojíme odpovědi nebo skupiny do větších, případně tabulku nesdílíme. Světy počítá program, který vidí jen zveřejněná čísla, takže skutečné odpovědi mezi nimi nejsou.',
    'method.check': 'Kdo to může ověřit a jak',
    'method.check_text':
      'Kdokoli, kdo má balíček se sdílenými daty. Ověřovací program je jediný soubor bez dalších součástí. Nepotřebuje síť ani databázi, projde podpis, otisky, součty a všechny světy a řekne, jestli sedí. Je krátký a okomentovaný, aby ho šlo přepsat do jiného jazyka a nevěřit ani jemu.',
    'method.check_download': 'Stáhnout ověřovací program (check.mjs)',
    'method.check_command':
      'Balíček rozbalte do složky „balicek“ a uložte k ní program i veřejný klíč; klíč se stáhne pod názvem centra. Potom spusťte (Node.js 18 nebo novější):',
    'method.check_folder': 'balicek',
    'method.check_key': 'centrum.pem',
    'method.check_hash': 'Otisk SHA-256 programu:',
    'method.wp29': 'Tři otázky stanoviska WP29 k anonymizaci',
    'method.wp29_text':
      'Stanovisko 05/2014 pracovní skupiny WP29 (WP216) se ptá na tři věci. U každé říkáme, čím na ni odpovídáme a kde je důkaz.',
    'method.wp29_answer': 'Co proti tomu děláme',
    'method.wp29_evidence': 'Důkaz',
    'method.wp29_singling': 'Vyčlenění: dá se v datech najít jeden člověk?',
    'method.wp29_singling_answer':
      'U méně než deseti lidí se číslo neuvádí a skupiny se slučují, dokud v nich není aspoň 20 odpovědí.',
    'method.wp29_singling_evidence': 'Dva světy ke každému skrytému číslu, přiložené v balíčku.',
    'method.wp29_linking': 'Spojení: dají se záznamy spojit s jinými údaji?',
    'method.wp29_linking_answer':
      'Žádné záznamy neodcházejí, jen tabulky. Nejsou v nich identifikátory osob, časy ani nic, co by se opakovalo v jiné vlně nebo v jiném kraji.',
    'method.wp29_linking_evidence': 'Obsah balíčku: kdo ho otevře, najde jen součty a vymyšlené soubory.',
    'method.wp29_inference': 'Odvození: dá se o člověku něco dovodit z toho, kam patří?',
    'method.wp29_inference_answer':
      'U citlivých otázek nesmí žádná odpověď převážit tak, aby o skupině platila skoro za všechny (hranice 90 %), ani kdyby se tři lidé ze skupiny domluvili. Jinak se skupina sloučí, nebo se tabulka nesdílí.',
    'method.wp29_inference_evidence': 'Seznam sloučených a vynechaných tabulek u každého vydání.',
    'method.people': 'Kdo o sdílení rozhoduje',
    'method.people_1': 'Předem je pevně dáno, které tabulky vzniknou. Nikdo si nemůže vyžádat další.',
    'method.people_2': 'Vydání připraví jeden člověk a schválí druhý. Vlastní přípravu schválit nejde.',
    'method.people_3':
      'Centrum určí, komu data nabídne, k čemu a do kdy. Nabídku může kdykoli stáhnout a každé stažení dat se zapisuje.',
    'method.people_4':
      'Další vydání téže vlny smí vzniknout, až přibude aspoň 30 odpovědí a zároveň desetina. Z rozdílu dvou vydání tak nejde vyčíst, co přibylo od jednoho člověka.',
    'method.officer': 'Co k tomu má vědět pověřenec',
    'method.officer_1': 'Které skupiny se sloučily, čtenář vidí. Pozná z toho jen to, že některá z nich byla malá.',
    'method.officer_2':
      'Klíč, který řídí zaokrouhlování, se odvozuje z tajného klíče instalace (SECRET_KEY) a v databázi není. Má ho správce serveru. Kdo by ho získal, mohl by zaokrouhlení zopakovat a podepsat vydání za centrum, odpovědi by ale nepřečetl.',
    'method.officer_3':
      'Samotná anonymizace je zpracování, za které odpovídá centrum jako správce údajů. Její právní základ musí určit centrum.',
    'method.officer_4':
      'Centrum má lidem v úvodu dotazníku říct, že tabulky z odpovědí mohou dostat jiné kraje i veřejnost.',
    'method.limits': 'Co tahle ochrana neumí',
    'method.limits_1':
      'Chrání před partnery a veřejností, ne před centrem samotným. Centrum své odpovědi má a chrání je přístupovými právy.',
    'method.limits_2':
      'Rozdíl dvou vydání může ukázat, že ve skupině aspoň někdo přibyl. Neukáže kdo ani co odpověděl.',
    'method.limits_3':
      'Že v celé skupině někdo odpověděl určitým způsobem, z tabulky poznat jde: když je u čísla 25, odpovědělo tak aspoň 21 lidí. To je účel sdílení.',
    'method.limits_4':
      'Kdo sám odpovídal, zná svou odpověď. Proto počítáme s tím, že až tři lidé ze skupiny mohou své odpovědi dát dohromady.',
    'method.limits_5':
      'Čísla jsou zaokrouhlená. Na otázku, jestli je rozdíl dvou krajů skutečný, odpovídá srovnání s intervalem, ne pohled na dvě čísla.',
    'method.limits_6':
      'Co si kdo jednou stáhl, to už má. Stažení nabídky zastaví další stahování, ne kopie, které existují.',
    'method.respondent': 'Co se dozví ten, kdo odpovídá',
    'method.respondent_text': 'Než začne, přečte si na první straně dotazníku:',
    'method.respondent_end':
      'Souhlas se sdílením tabulek nechceme, protože v nich o nikom nic není. Právě to má dokázat tahle stránka.',
    'method.numbers': 'Pevná čísla',
    'method.numbers_text': 'Platí pro všechna vydání formátu krajan-release/1 a nedají se na přání změnit.',
    'method.number_base': 'Zaokrouhluje se na',
    'method.number_threshold': 'Skrývá se počet menší než',
    'method.number_group': 'Nejmenší skupina',
    'method.number_fresh': 'Další vydání nejdřív po',
    'method.number_fresh_value': '30 nových odpovědích a zároveň 10 %',
    'method.number_share': 'Nejvyšší podíl jedné odpovědi u citlivých otázek',
    'method.number_coalition': 'Počítáme s domluvou až',
    'method.number_people': '{n, plural, one {# člověka} few {# lidí} many {# člověka} other {# lidí}}',
    'method.basis':
      'Právní opora: bod 26 odůvodnění nařízení (EU) 2016/679 (GDPR) a stanovisko WP29 05/2014 (WP216). Podklad nenahrazuje posouzení, které udělá pověřenec.',
  },
  en: {
    'method.title': 'How we protect answers when we share numbers',
    'method.lead':
      'Regions show one another what keeps people from returning. They share only tables in which no person can be found, and with each a proof that anybody can recalculate.',
    'method.print': 'Print for the data-protection officer',
    'method.short': 'In four sentences',
    'method.short_1': 'Only counts of groups leave, never the answers of single people.',
    'method.short_2':
      'Every count is rounded to fives. Where there are fewer than ten people, there is no number at all.',
    'method.short_3':
      'For every hidden number we enclose two made-up sets of answers that both give exactly what we published: in one the hidden number is 0, in the other 9. So the numbers do not even tell whether somebody is there.',
    'method.short_4':
      'A partner, a data-protection officer or a journalist can check it, without access to us and without trusting our software.',
    'method.leaves': 'What leaves the centre',
    'method.leaves_1': 'Tables: how many people of which group (say, by age) answered what, rounded.',
    'method.leaves_2': 'The list of questions, answers and groups the numbers belong to.',
    'method.leaves_3': 'Made-up sets of answers that serve as the proof. Nobody real is in them.',
    'method.leaves_4': 'The centre’s signature and the fingerprints of the files, which show every change.',
    'method.stays': 'What never leaves the centre',
    'method.stays_1':
      'Names, contacts or anything from the records of people. The survey is not joined with them even inside the centre.',
    'method.stays_2': 'Single answers, even without a name, and any free text.',
    'method.stays_3':
      'Exact counts. Only the program that prepares the tables sees them; the pages you read have no access.',
    'method.stays_4':
      'Anything computed from exact counts. Percentages, bars of charts and labels are made from published numbers only.',
    'method.rounding': 'Rounding, by a small example',
    'method.rounding_text':
      'We made up 152 answers. The first table stays in the centre, the second is what others will see.',
    'method.before': 'Exact counts (stay in the centre)',
    'method.after': 'Published table',
    'method.ex_question': 'What keeps you from returning most?',
    'method.ex_work': 'work',
    'method.ex_housing': 'housing',
    'method.ex_other': 'something else',
    'method.ex_young': 'aged 18–29',
    'method.ex_middle': 'aged 30–44',
    'method.ex_older': '45 and over',
    'method.rule_1':
      'First the total and the margins are rounded, once for all tables. So the same number is the same everywhere, wherever you look at it from.',
    'method.rule_2':
      'Then the inside is rounded so that rows and columns without a hidden number give exactly their sum. The row “work” is 25 + 40 + 15 = 80.',
    'method.rule_3':
      'Where something is hidden, only what remains for all hidden numbers together can be worked out. In the row “something else” 20 − 10 = 10 remain for two hidden cells.',
    'method.rule_4':
      'No published number is more than 4 people away from the true one, and rounding takes no side: repeated, it would be exact on average. A secret key of the centre decides the direction, so it cannot be guessed, and the same request always gives the same number.',
    'method.under_ten': 'Why “<10” and never zero',
    'method.under_ten_text':
      'Writing zero would tell that nobody answered so. Writing 3 would let those three recognise one another, and perhaps people around them too. So “<10” means anything from zero to nine, and a true zero looks the same as a nine. Moreover a hidden number has no rounded value at all, so it cannot be got back by subtracting.',
    'method.worlds': 'What “two worlds” means',
    'method.worlds_text':
      'Take the hidden number “housing, 45 and over” of the example. Here are two made-up sets of answers. Both fit the published table, so whoever knows only that cannot decide between them.',
    'method.world_zero': 'A world with 0 people there',
    'method.world_nine': 'A world with 9 people there',
    'method.worlds_end':
      'Every hidden number of every shared table has such a pair, for everything ever published on that wave of the survey taken together. Where no pair can be found, we merge answers or groups into larger ones, or do not share the table. The worlds are computed by a program that sees only published numbers, so the true answers are not among them.',
    'method.check': 'Who can check it, and how',
    'method.check_text':
      'Anybody who has a package of shared data. The checking program is a single file without further parts. It needs neither a network nor a database, goes through the signature, fingerprints, sums and all worlds, and says whether they hold. It is short and commented, so that it can be rewritten in another language and need not be trusted either.',
    'method.check_download': 'Download the checking program (check.mjs)',
    'method.check_command':
      'Unpack the package into a folder “package” and put the program and the public key beside it; the key downloads under the name of the centre. Then run (Node.js 18 or newer):',
    'method.check_folder': 'package',
    'method.check_key': 'centre.pem',
    'method.check_hash': 'SHA-256 fingerprint of the program:',
    'method.wp29': 'The three questions of WP29 on anonymisation',
    'method.wp29_text':
      'Opinion 05/2014 of the working party WP29 (WP216) asks three things. For each we say what answers it and where the evidence is.',
    'method.wp29_answer': 'What we do about it',
    'method.wp29_evidence': 'Evidence',
    'method.wp29_singling': 'Singling out: can one person be found in the data?',
    'method.wp29_singling_answer':
      'For fewer than ten people no number is given, and groups are merged until each has at least 20 answers.',
    'method.wp29_singling_evidence': 'Two worlds for every hidden number, enclosed in the package.',
    'method.wp29_linking': 'Linkability: can records be joined with other data?',
    'method.wp29_linking_answer':
      'No records leave, only tables. They hold no identifiers of persons, no times and nothing that would repeat in another wave or another region.',
    'method.wp29_linking_evidence':
      'The content of the package: whoever opens it finds only sums and made-up sets of answers.',
    'method.wp29_inference': 'Inference: can something about a person be concluded from where they belong?',
    'method.wp29_inference_answer':
      'For sensitive questions no answer may prevail so much that it holds for nearly all of a group (the limit is 90%), even if three people of the group joined forces. Otherwise the group is merged, or the table is not shared.',
    'method.wp29_inference_evidence': 'The list of merged and withheld tables with every release.',
    'method.people': 'Who decides about sharing',
    'method.people_1': 'Which tables come about is fixed in advance. Nobody can ask for more.',
    'method.people_2':
      'One person prepares a release, another approves it. Nobody can approve what they prepared themselves.',
    'method.people_3':
      'The centre says to whom it offers the data, for what and until when. It can withdraw the offer at any time, and every download is written down.',
    'method.people_4':
      'A further release of the same wave may come only after at least 30 more answers that are also a tenth. So the difference of two releases does not tell what a single person added.',
    'method.officer': 'What a data-protection officer should know',
    'method.officer_1':
      'Readers see which groups were merged. That tells them only that some of these groups were small.',
    'method.officer_2':
      'The key that steers the rounding is derived from the secret key of the installation (SECRET_KEY) and is not in the database. The administrator of the server has it. Whoever got it could repeat the rounding and sign releases for the centre, but could not read answers.',
    'method.officer_3':
      'Anonymising is itself processing, for which the centre answers as the controller. The centre must name its legal basis.',
    'method.officer_4':
      'In the introduction of the survey the centre should tell people that tables made of answers may go to other regions and to the public.',
    'method.limits': 'What this protection cannot do',
    'method.limits_1':
      'It protects against partners and the public, not against the centre itself. The centre has its answers and protects them by access rights.',
    'method.limits_2':
      'The difference of two releases may show that at least somebody was added to a group. It does not show who, or what they answered.',
    'method.limits_3':
      'That somebody in a whole group answered in some way can be told: where the number is 25, at least 21 people did. That is what sharing is for.',
    'method.limits_4':
      'Who answered knows their own answer. So we reckon with up to three people of a group putting theirs together.',
    'method.limits_5':
      'The numbers are rounded. Whether a difference between two regions is real is answered by the comparison with its interval, not by a look at two numbers.',
    'method.limits_6':
      'What somebody has downloaded, they have. Withdrawing an offer stops further downloads, not copies that exist.',
    'method.respondent': 'What a respondent is told',
    'method.respondent_text': 'Before they begin they read on the first page of the survey:',
    'method.respondent_end':
      'We ask for no consent to share tables, because there is nothing about anybody in them. To show just that is what this page is for.',
    'method.numbers': 'Fixed numbers',
    'method.numbers_text':
      'They hold for all releases of the format krajan-release/1 and cannot be changed on request.',
    'method.number_base': 'Rounded to',
    'method.number_threshold': 'Hidden when fewer than',
    'method.number_group': 'Smallest group',
    'method.number_fresh': 'Next release not before',
    'method.number_fresh_value': '30 new answers that are also 10%',
    'method.number_share': 'Largest share of one answer for sensitive questions',
    'method.number_coalition': 'Joined forces reckoned with, up to',
    'method.number_people': '{n, plural, one {# person} other {# people}}',
    'method.basis':
      'Legal footing: recital 26 of Regulation (EU) 2016/679 (GDPR) and WP29 opinion 05/2014 (WP216). This paper does not replace the assessment a data-protection officer makes.',
  },
  de: {
    'method.title': 'Wie wir Antworten schützen, wenn wir Zahlen teilen',
    'method.lead':
      'Regionen zeigen einander, was Menschen an der Rückkehr hindert. Sie teilen nur Tabellen, in denen sich keine Person finden lässt, und zu jeder einen Beweis, den alle nachrechnen können.',
    'method.print': 'Unterlage für Datenschutzbeauftragte drucken',
    'method.short': 'In vier Sätzen',
    'method.short_1': 'Hinaus gehen nur Anzahlen für Gruppen, nie Antworten einzelner Menschen.',
    'method.short_2':
      'Jede Anzahl ist auf Fünfer gerundet. Wo es weniger als zehn Menschen sind, steht gar keine Zahl.',
    'method.short_3':
      'Zu jeder verborgenen Zahl legen wir zwei erfundene Sätze von Antworten bei, die beide genau das ergeben, was wir veröffentlicht haben: in einem ist die verborgene Zahl 0, im anderen 9. Die Zahlen verraten also nicht einmal, ob dort jemand ist.',
    'method.short_4':
      'Partner, Datenschutzbeauftragte oder Journalisten können das prüfen, ohne Zugang zu uns und ohne unserer Software zu vertrauen.',
    'method.leaves': 'Was das Zentrum verlässt',
    'method.leaves_1': 'Tabellen: wie viele Menschen welcher Gruppe (etwa nach Alter) was geantwortet haben, gerundet.',
    'method.leaves_2': 'Die Liste der Fragen, Antworten und Gruppen, zu denen die Zahlen gehören.',
    'method.leaves_3': 'Erfundene Sätze von Antworten als Beweis. Darin kommt niemand Wirkliches vor.',
    'method.leaves_4': 'Die Signatur des Zentrums und die Prüfsummen der Dateien, an denen jede Änderung auffällt.',
    'method.stays': 'Was das Zentrum nie verlässt',
    'method.stays_1':
      'Namen, Kontakte oder sonst etwas aus der Kartei. Der Fragebogen ist auch innerhalb des Zentrums nicht mit ihr verbunden.',
    'method.stays_2': 'Einzelne Antworten, auch ohne Namen, und jeder freie Text.',
    'method.stays_3':
      'Genaue Zahlen. Nur das Programm, das die Tabellen vorbereitet, sieht sie; die Seiten, die Sie lesen, haben keinen Zugang.',
    'method.stays_4':
      'Alles, was aus genauen Zahlen berechnet wäre. Prozente, Balken und Beschriftungen entstehen erst aus veröffentlichten Zahlen.',
    'method.rounding': 'Runden an einem kleinen Beispiel',
    'method.rounding_text':
      'Wir haben uns 152 Antworten ausgedacht. Die erste Tabelle bleibt im Zentrum, die zweite sehen die anderen.',
    'method.before': 'Genaue Zahlen (bleiben im Zentrum)',
    'method.after': 'Veröffentlichte Tabelle',
    'method.ex_question': 'Was hindert Sie am meisten an der Rückkehr?',
    'method.ex_work': 'Arbeit',
    'method.ex_housing': 'Wohnen',
    'method.ex_other': 'etwas anderes',
    'method.ex_young': '18–29 Jahre',
    'method.ex_middle': '30–44 Jahre',
    'method.ex_older': '45 und mehr',
    'method.rule_1':
      'Zuerst werden das Ganze und die Ränder gerundet, einmal für alle Tabellen. So ist dieselbe Zahl überall dieselbe, woher man sie auch ansieht.',
    'method.rule_2':
      'Dann wird das Innere so gerundet, dass Zeilen und Spalten ohne verborgene Zahl genau ihre Summe ergeben. Die Zeile „Arbeit“ ist 25 + 40 + 15 = 80.',
    'method.rule_3':
      'Wo etwas verborgen ist, lässt sich nur der Rest für alle verborgenen Zahlen zusammen ausrechnen. In der Zeile „etwas anderes“ bleiben 20 − 10 = 10 für zwei verborgene Zellen.',
    'method.rule_4':
      'Keine veröffentlichte Zahl liegt mehr als 4 Menschen neben der wahren, und das Runden ist unparteiisch: wiederholt ergäbe es im Mittel den genauen Wert. Die Richtung bestimmt ein geheimer Schlüssel des Zentrums; sie lässt sich nicht erraten, und dieselbe Anfrage ergibt immer dieselbe Zahl.',
    'method.under_ten': 'Warum „<10“ und nie null',
    'method.under_ten_text':
      'Eine Null würde verraten, dass niemand so geantwortet hat. Bei einer 3 würden diese drei einander erkennen, und vielleicht auch ihr Umfeld sie. „<10“ heißt deshalb alles von null bis neun, und eine wahre Null sieht aus wie eine Neun. Eine verborgene Zahl hat außerdem gar keinen gerundeten Wert und lässt sich darum nicht durch Abziehen zurückgewinnen.',
    'method.worlds': 'Was „zwei Welten“ bedeutet',
    'method.worlds_text':
      'Nehmen wir die verborgene Zahl „Wohnen, 45 und mehr“ des Beispiels. Hier sind zwei erfundene Sätze von Antworten. Beide passen zur veröffentlichten Tabelle; wer nur sie kennt, kann zwischen ihnen nicht entscheiden.',
    'method.world_zero': 'Eine Welt mit 0 Menschen dort',
    'method.world_nine': 'Eine Welt mit 9 Menschen dort',
    'method.worlds_end':
      'Ein solches Paar hat jede verborgene Zahl jeder geteilten Tabelle, und zwar für alles zusammen, was zu dieser Welle je erschienen ist. Wo sich keines findet, fassen wir Antworten oder Gruppen zusammen oder teilen die Tabelle nicht. Die Welten berechnet ein Programm, das nur veröffentlichte Zahlen sieht; die wahren Antworten sind also nicht darunter.',
    'method.check': 'Wer das prüfen kann und wie',
    'method.check_text':
      'Alle, die ein Paket mit geteilten Daten haben. Das Prüfprogramm ist eine einzige Datei ohne weitere Teile. Es braucht weder Netz noch Datenbank, geht Signatur, Prüfsummen, Summen und alle Welten durch und sagt, ob sie stimmen. Es ist kurz und kommentiert, damit man es in einer anderen Sprache neu schreiben kann und auch ihm nicht vertrauen muss.',
    'method.check_download': 'Prüfprogramm herunterladen (check.mjs)',
    'method.check_command':
      'Entpacken Sie das Paket in einen Ordner „paket“ und legen Sie das Programm und den öffentlichen Schlüssel daneben; der Schlüssel trägt den Namen des Zentrums. Dann rufen Sie auf (Node.js 18 oder neuer):',
    'method.check_folder': 'paket',
    'method.check_key': 'zentrum.pem',
    'method.check_hash': 'SHA-256-Prüfsumme des Programms:',
    'method.wp29': 'Die drei Fragen der WP29 zur Anonymisierung',
    'method.wp29_text':
      'Die Stellungnahme 05/2014 der Arbeitsgruppe WP29 (WP216) stellt drei Fragen. Zu jeder sagen wir, was darauf antwortet und wo der Nachweis liegt.',
    'method.wp29_answer': 'Was wir dagegen tun',
    'method.wp29_evidence': 'Nachweis',
    'method.wp29_singling': 'Herausgreifen: lässt sich in den Daten eine Person finden?',
    'method.wp29_singling_answer':
      'Bei weniger als zehn Menschen steht keine Zahl, und Gruppen werden zusammengefasst, bis jede mindestens 20 Antworten hat.',
    'method.wp29_singling_evidence': 'Zwei Welten zu jeder verborgenen Zahl, dem Paket beigelegt.',
    'method.wp29_linking': 'Verknüpfbarkeit: lassen sich Datensätze mit anderen Angaben verbinden?',
    'method.wp29_linking_answer':
      'Es gehen keine Datensätze hinaus, nur Tabellen. Darin stehen keine Personenkennungen, keine Zeiten und nichts, was in einer anderen Welle oder Region wiederkehrt.',
    'method.wp29_linking_evidence': 'Der Inhalt des Pakets: wer es öffnet, findet nur Summen und erfundene Sätze.',
    'method.wp29_inference': 'Inferenz: lässt sich aus der Zugehörigkeit etwas über eine Person schließen?',
    'method.wp29_inference_answer':
      'Bei sensiblen Fragen darf keine Antwort so überwiegen, dass sie für fast alle einer Gruppe gilt (Grenze 90 %), auch wenn sich drei Menschen der Gruppe absprechen. Sonst wird die Gruppe zusammengefasst oder die Tabelle nicht geteilt.',
    'method.wp29_inference_evidence': 'Die Liste der zusammengefassten und zurückgehaltenen Tabellen jeder Ausgabe.',
    'method.people': 'Wer über das Teilen entscheidet',
    'method.people_1': 'Welche Tabellen entstehen, steht vorher fest. Niemand kann weitere verlangen.',
    'method.people_2':
      'Eine Person bereitet eine Ausgabe vor, eine zweite gibt sie frei. Die eigene Vorbereitung freizugeben geht nicht.',
    'method.people_3':
      'Das Zentrum bestimmt, wem es die Daten anbietet, wozu und bis wann. Es kann das Angebot jederzeit zurückziehen, und jedes Herunterladen wird vermerkt.',
    'method.people_4':
      'Eine weitere Ausgabe derselben Welle gibt es erst nach mindestens 30 neuen Antworten, die zugleich ein Zehntel sind. Aus dem Unterschied zweier Ausgaben lässt sich so nicht lesen, was von einer einzigen Person kam.',
    'method.officer': 'Was Datenschutzbeauftragte wissen sollten',
    'method.officer_1':
      'Welche Gruppen zusammengefasst wurden, sehen die Lesenden. Daraus folgt nur, dass eine dieser Gruppen klein war.',
    'method.officer_2':
      'Der Schlüssel, der das Runden steuert, wird aus dem geheimen Schlüssel der Installation (SECRET_KEY) abgeleitet und steht nicht in der Datenbank. Die Serverbetreuung hat ihn. Wer ihn bekäme, könnte das Runden wiederholen und Ausgaben im Namen des Zentrums signieren, aber keine Antworten lesen.',
    'method.officer_3':
      'Das Anonymisieren ist selbst eine Verarbeitung, für die das Zentrum verantwortlich ist. Die Rechtsgrundlage muss das Zentrum benennen.',
    'method.officer_4':
      'In der Einleitung der Umfrage sollte das Zentrum sagen, dass Tabellen aus den Antworten an andere Regionen und an die Öffentlichkeit gehen können.',
    'method.limits': 'Was dieser Schutz nicht kann',
    'method.limits_1':
      'Er schützt vor Partnern und der Öffentlichkeit, nicht vor dem Zentrum selbst. Das Zentrum hat seine Antworten und schützt sie durch Zugriffsrechte.',
    'method.limits_2':
      'Der Unterschied zweier Ausgaben kann zeigen, dass in einer Gruppe mindestens jemand dazukam. Er zeigt nicht, wer, und nicht, was geantwortet wurde.',
    'method.limits_3':
      'Dass in einer ganzen Gruppe jemand auf eine Weise geantwortet hat, ist erkennbar: steht dort 25, waren es mindestens 21 Menschen. Dafür wird geteilt.',
    'method.limits_4':
      'Wer geantwortet hat, kennt die eigene Antwort. Wir rechnen deshalb damit, dass bis zu drei Menschen einer Gruppe ihre Antworten zusammenlegen.',
    'method.limits_5':
      'Die Zahlen sind gerundet. Ob ein Unterschied zweier Regionen wirklich besteht, beantwortet der Vergleich mit seinem Intervall, nicht der Blick auf zwei Zahlen.',
    'method.limits_6':
      'Was jemand heruntergeladen hat, hat er. Das Zurückziehen eines Angebots hält weiteres Herunterladen auf, nicht vorhandene Kopien.',
    'method.respondent': 'Was Antwortende erfahren',
    'method.respondent_text': 'Bevor sie beginnen, lesen sie auf der ersten Seite des Fragebogens:',
    'method.respondent_end':
      'Eine Einwilligung in das Teilen der Tabellen verlangen wir nicht, weil darin über niemanden etwas steht. Genau das soll diese Seite zeigen.',
    'method.numbers': 'Feste Zahlen',
    'method.numbers_text':
      'Sie gelten für alle Ausgaben des Formats krajan-release/1 und lassen sich nicht auf Wunsch ändern.',
    'method.number_base': 'Gerundet wird auf',
    'method.number_threshold': 'Verborgen wird eine Zahl unter',
    'method.number_group': 'Kleinste Gruppe',
    'method.number_fresh': 'Nächste Ausgabe frühestens nach',
    'method.number_fresh_value': '30 neuen Antworten und zugleich 10 %',
    'method.number_share': 'Höchster Anteil einer Antwort bei sensiblen Fragen',
    'method.number_coalition': 'Gerechnet wird mit Absprachen von bis zu',
    'method.number_people': '{n, plural, one {# Person} other {# Menschen}}',
    'method.basis':
      'Rechtliche Grundlage: Erwägungsgrund 26 der Verordnung (EU) 2016/679 (DSGVO) und Stellungnahme 05/2014 der WP29 (WP216). Die Unterlage ersetzt nicht die Beurteilung durch Datenschutzbeauftragte.',
  },
  uk: {
    'method.title': 'Як ми захищаємо відповіді, коли ділимося числами',
    'method.lead':
      'Краї показують один одному, що заважає людям повернутися. Вони діляться лише таблицями, у яких не можна знайти людину, і до кожної додають доказ, який може перерахувати будь-хто.',
    'method.print': 'Надрукувати матеріал для уповноваженого із захисту даних',
    'method.short': 'У чотирьох реченнях',
    'method.short_1': 'Назовні йдуть лише кількості за групами, ніколи не відповіді окремих людей.',
    'method.short_2': 'Кожна кількість округлена до п’ятірок. Де менше десяти людей, числа немає зовсім.',
    'method.short_3':
      'До кожного прихованого числа ми додаємо два вигадані набори відповідей, які обидва дають саме те, що ми опублікували: в одному приховане число 0, у другому 9. Тож із чисел не видно навіть того, чи там хтось є.',
    'method.short_4':
      'Перевірити це може партнер, уповноважений із захисту даних чи журналіст, без доступу до нас і без довіри до нашої програми.',
    'method.leaves': 'Що виходить із центру',
    'method.leaves_1': 'Таблиці: скільки людей із якої групи (наприклад, за віком) відповіли як, округлено.',
    'method.leaves_2': 'Перелік запитань, відповідей і груп, до яких належать числа.',
    'method.leaves_3': 'Вигадані набори відповідей, які служать доказом. Нікого справжнього в них немає.',
    'method.leaves_4': 'Підпис центру та відбитки файлів, за якими видно кожну зміну.',
    'method.stays': 'Що не виходить із центру ніколи',
    'method.stays_1':
      'Імена, контакти чи будь-що з обліку людей. Опитування не пов’язане з ним навіть усередині центру.',
    'method.stays_2': 'Окремі відповіді, навіть без імені, і жодного вільного тексту.',
    'method.stays_3':
      'Точні кількості. Їх бачить лише програма, яка готує таблиці; сторінки, які ви читаєте, доступу не мають.',
    'method.stays_4':
      'Будь-що, обчислене з точних кількостей. Відсотки, стовпчики й підписи виникають лише з опублікованих чисел.',
    'method.rounding': 'Округлення на малому прикладі',
    'method.rounding_text':
      'Ми вигадали 152 відповіді. Перша таблиця лишається в центрі, друга — те, що побачать інші.',
    'method.before': 'Точні кількості (лишаються в центрі)',
    'method.after': 'Опублікована таблиця',
    'method.ex_question': 'Що найбільше заважає вам повернутися?',
    'method.ex_work': 'робота',
    'method.ex_housing': 'житло',
    'method.ex_other': 'щось інше',
    'method.ex_young': '18–29 років',
    'method.ex_middle': '30–44 роки',
    'method.ex_older': '45 і більше',
    'method.rule_1':
      'Спершу один раз для всіх таблиць округлюють загальну суму та поля. Тож те саме число всюди однакове, звідки б на нього не дивитися.',
    'method.rule_2':
      'Потім округлюють середину так, щоб рядки й стовпці без прихованого числа давали точно свою суму. Рядок «робота»: 25 + 40 + 15 = 80.',
    'method.rule_3':
      'Де щось приховано, можна обчислити лише решту за всі приховані числа разом. У рядку «щось інше» лишається 20 − 10 = 10 на дві приховані клітинки.',
    'method.rule_4':
      'Жодне опубліковане число не відрізняється від справжнього більш ніж на 4 людини, і округлення ні на чиєму боці: повторене, воно в середньому було б точним. Напрямок визначає таємний ключ центру, тож його не вгадати, а той самий запит завжди дає те саме число.',
    'method.under_ten': 'Чому «<10» і ніколи нуль',
    'method.under_ten_text':
      'Нуль виказав би, що так не відповів ніхто. Якби стояло 3, ці троє впізнали б одне одного, а можливо, їх упізнало б і оточення. Тому «<10» означає будь-що від нуля до дев’яти, і справжній нуль виглядає так само, як дев’ятка. До того ж приховане число не має жодного округленого значення, тож його не повернути відніманням.',
    'method.worlds': 'Що означають «два світи»',
    'method.worlds_text':
      'Візьмімо в прикладі приховане число «житло, 45 і більше». Ось два вигадані набори відповідей. Обидва узгоджуються з опублікованою таблицею, тож хто знає лише її, не може між ними вирішити.',
    'method.world_zero': 'Світ, де там 0 людей',
    'method.world_nine': 'Світ, де їх там 9',
    'method.worlds_end':
      'Таку пару має кожне приховане число кожної спільної таблиці, для всього, що про цю хвилю опитування будь-коли вийшло, разом. Де пари знайти не можна, ми об’єднуємо відповіді чи групи у більші або не ділимося таблицею. Світи обчислює програма, яка бачить лише опубліковані числа, тож справжніх відповідей серед них немає.',
    'method.check': 'Хто може це перевірити і як',
    'method.check_text':
      'Будь-хто, хто має пакет спільних даних. Програма перевірки — один файл без інших частин. Їй не потрібні ні мережа, ні база даних; вона перевіряє підпис, відбитки, суми та всі світи й каже, чи все сходиться. Вона коротка й має коментарі, щоб її можна було переписати іншою мовою і не довіряти навіть їй.',
    'method.check_download': 'Завантажити програму перевірки (check.mjs)',
    'method.check_command':
      'Розпакуйте пакет у теку «paket» і покладіть поруч програму та відкритий ключ; ключ завантажується під назвою центру. Потім запустіть (Node.js 18 або новіший):',
    'method.check_folder': 'paket',
    'method.check_key': 'centr.pem',
    'method.check_hash': 'Відбиток SHA-256 програми:',
    'method.wp29': 'Три запитання WP29 щодо анонімізації',
    'method.wp29_text':
      'Висновок 05/2014 робочої групи WP29 (WP216) ставить три запитання. До кожного кажемо, чим на нього відповідаємо і де доказ.',
    'method.wp29_answer': 'Що ми робимо',
    'method.wp29_evidence': 'Доказ',
    'method.wp29_singling': 'Виокремлення: чи можна знайти в даних одну людину?',
    'method.wp29_singling_answer':
      'Якщо людей менше десяти, число не зазначається, а групи об’єднуються, доки в кожній не буде щонайменше 20 відповідей.',
    'method.wp29_singling_evidence': 'Два світи до кожного прихованого числа, додані в пакеті.',
    'method.wp29_linking': 'Пов’язування: чи можна поєднати записи з іншими даними?',
    'method.wp29_linking_answer':
      'Записи не виходять, лише таблиці. У них немає ідентифікаторів осіб, часу чи будь-чого, що повторювалося б в іншій хвилі чи іншому краї.',
    'method.wp29_linking_evidence': 'Вміст пакета: хто його відкриє, знайде лише суми та вигадані набори.',
    'method.wp29_inference': 'Висновування: чи можна щось дізнатися про людину з того, до якої групи вона належить?',
    'method.wp29_inference_answer':
      'У чутливих запитаннях жодна відповідь не сміє переважати так, щоб стосуватися майже всієї групи (межа 90 %), навіть якби троє людей із групи домовилися. Інакше група об’єднується або таблицею не діляться.',
    'method.wp29_inference_evidence': 'Перелік об’єднаних і стриманих таблиць при кожному випуску.',
    'method.people': 'Хто вирішує про обмін',
    'method.people_1': 'Які таблиці виникнуть, визначено заздалегідь. Ніхто не може вимагати інших.',
    'method.people_2': 'Випуск готує одна людина, а затверджує інша. Власну підготовку затвердити не можна.',
    'method.people_3':
      'Центр визначає, кому пропонує дані, для чого і доки. Пропозицію може будь-коли відкликати, а кожне завантаження записується.',
    'method.people_4':
      'Наступний випуск тієї ж хвилі можливий лише тоді, коли додасться щонайменше 30 відповідей і водночас десята частина. Тож із різниці двох випусків не видно, що додала одна людина.',
    'method.officer': 'Що варто знати уповноваженому із захисту даних',
    'method.officer_1': 'Які групи об’єднано, читач бачить. З цього він дізнається лише те, що якась із них була мала.',
    'method.officer_2':
      'Ключ, який керує округленням, виводиться з таємного ключа інсталяції (SECRET_KEY), і в базі даних його немає. Його має адміністратор сервера. Хто б його здобув, міг би повторити округлення й підписати випуск від імені центру, але не прочитати відповіді.',
    'method.officer_3':
      'Сама анонімізація є обробкою, за яку центр відповідає як контролер. Її правову підставу має визначити центр.',
    'method.officer_4':
      'У вступі до опитування центр має сказати людям, що таблиці з відповідей можуть отримати інші краї та громадськість.',
    'method.limits': 'Чого цей захист не вміє',
    'method.limits_1':
      'Захищає від партнерів і громадськості, не від самого центру. Центр має свої відповіді й захищає їх правами доступу.',
    'method.limits_2':
      'Різниця двох випусків може показати, що до групи щонайменше хтось додався. Не покаже хто і що відповів.',
    'method.limits_3':
      'Що в цілій групі хтось певним чином відповів, з таблиці видно: де стоїть 25, так відповіли щонайменше 21 людина. Для цього обмін і потрібен.',
    'method.limits_4':
      'Хто сам відповідав, знає свою відповідь. Тому ми враховуємо, що до трьох людей із групи можуть скласти свої відповіді разом.',
    'method.limits_5':
      'Числа округлені. Чи справжня різниця між двома краями, каже порівняння з інтервалом, а не погляд на два числа.',
    'method.limits_6':
      'Що хтось завантажив, те вже має. Відкликання пропозиції зупиняє подальші завантаження, а не наявні копії.',
    'method.respondent': 'Що дізнається той, хто відповідає',
    'method.respondent_text': 'Перш ніж почати, читає на першій сторінці опитування:',
    'method.respondent_end':
      'Згоди на обмін таблицями ми не просимо, бо в них ні про кого нічого немає. Саме це має показати ця сторінка.',
    'method.numbers': 'Сталі числа',
    'method.numbers_text': 'Діють для всіх випусків формату krajan-release/1 і не змінюються на прохання.',
    'method.number_base': 'Округлюється до',
    'method.number_threshold': 'Приховується кількість, менша за',
    'method.number_group': 'Найменша група',
    'method.number_fresh': 'Наступний випуск не раніше ніж після',
    'method.number_fresh_value': '30 нових відповідей і водночас 10 %',
    'method.number_share': 'Найвища частка однієї відповіді в чутливих запитаннях',
    'method.number_coalition': 'Враховуємо змову до',
    'method.number_people': '{n, plural, one {# людини} few {# людей} many {# людей} other {# людини}}',
    'method.basis':
      'Правова основа: пункт 26 преамбули Регламенту (ЄС) 2016/679 (GDPR) і висновок WP29 05/2014 (WP216). Матеріал не замінює оцінки уповноваженого із захисту даних.',
  },
})
