/** What people are called by those who know them, as 'name: nicknames'. */
const czech = `
Adam: Áďa, Adámek
Adéla: Áďa, Adélka, Ála
Alena: Ala, Alenka, Ája, Ája
Alexandr: Alex, Saša, Sáša, Xander
Alexandra: Alex, Saša, Sáša, Sandra, Saška
Alžběta: Běta, Bětka, Eliška, Betty, Líza
Anežka: Áňa, Anka, Aneta
Anna: Anička, Andulka, Anča, Andula, Áňa, Anka, Nanynka
Antonín: Tonda, Toník, Tony, Tonek
Antonie: Tonička, Tonka
Barbora: Bára, Barča, Barunka, Bářa, Borka
Bedřich: Béďa, Fricek, Bedříšek
Blanka: Blani, Blanička
Bohumil: Bohouš, Bóža, Míla
Bohumila: Bohunka, Míla
Bohuslav: Bohouš, Slávek
Božena: Boženka, Bóža, Božka
Dagmar: Dáša, Dana, Dášenka
Daniel: Dan, Danek, Danny
Daniela: Dana, Danka, Danča
David: Davídek, Dejv
Dominik: Domča, Doma, Domino
Eduard: Eda, Edík, Eddy
Eliška: Eli, Ela, Líza
Emilie: Ema, Milka, Emilka
Ester: Esterka, Terka
Eva: Evička, Evča, Evka
Filip: Fíla, Filda, Filípek
František: Franta, Fanda, Frantík, Fanouš, Ferda
Františka: Fanynka, Fanka, Fany
Gabriela: Gábina, Gabka, Gabča, Gába
Hana: Hanka, Hanička, Háňa, Hanča
Helena: Hela, Helenka, Lenka
Ilona: Ilonka
Ivana: Iva, Ivanka, Ivča
Iveta: Ivetka, Iva
Jakub: Kuba, Kubík, Jakoubek, Kubíček
Jan: Honza, Jenda, Jeník, Jenik, Honzík, Janek, Johny, Jeňa
Jana: Janička, Janka, Janča, Jája
Jarmila: Jarka, Jája, Míla
Jaromír: Jarek, Jára, Mirek
Jaroslav: Jarda, Jára, Jarek, Slávek, Jaroušek
Jaroslava: Jarka, Jaruška, Slávka, Jára
Jindřich: Jindra, Heny, Jindříšek
Jindřiška: Jindra, Jindruška
Jiří: Jirka, Jura, Jiřík, Jirko, George
Jiřina: Jiřinka, Jiřka, Jířa
Jitka: Jituška, Jíťa
Josef: Pepa, Pepík, Jožka, Jožin, Pepíček, Jozífek, Joska
Josefa: Pepina, Pepička, Jožka
Judita: Judy, Jitka
Julie: Julka, Julča, Jůlinka
Kamil: Kamča, Kamilek
Kamila: Kamča, Kamilka
Karel: Kája, Karlík, Kadel, Karlíček
Karolína: Kája, Karla, Karča, Kájinka, Líně
Kateřina: Katka, Káťa, Kačka, Kačenka, Kát, Katy, Kate, Kačka
Klára: Klárka, Kláruška, Kája
Kristýna: Týna, Kristýnka, Krista, Týnka, Kiki
Květoslava: Květa, Květuška
Ladislav: Láďa, Laďka, Lada, Ládík
Lenka: Lenička, Leni, Léňa
Leoš: Leo, Leošek
Libor: Libor, Líba, Liborek
Libuše: Líba, Libuška, Liběna
Lubomír: Luboš, Lubor, Mirek, Lubek
Lucie: Lucka, Lůca, Lucinka
Ludmila: Lída, Liduška, Míla, Luďka
Ludvík: Luďa, Lojza, Luděk
Lukáš: Luky, Lukášek, Lukin
Magdaléna: Magda, Majda, Lenka, Madla, Majdalenka
Marcela: Marcelka, Celka
Marek: Mareček, Mára
Marie: Maruška, Mařenka, Máňa, Majka, Mája, Mařka, Manka
Markéta: Markétka, Maky, Marky, Gréta
Marta: Martička, Martuška
Martin: Marťas, Máťa, Martínek, Márty
Martina: Marťa, Martinka, Máťa, Tina
Matěj: Matýsek, Máťa, Maty, Matějka
Matouš: Máťa, Matoušek
Michael: Míša, Michal, Majk, Mike
Michaela: Míša, Miška, Michala, Misha
Michal: Míša, Michálek, Miki
Mikuláš: Mikoláš, Miki, Mikeš, Nicolas
Milada: Míla, Miládka
Milan: Milánek, Míla
Miloslav: Míla, Milouš, Slávek, Mila
Miloslava: Míla, Slávka
Miluše: Míla, Miluška
Miroslav: Mirek, Míra, Slávek, Mireček
Miroslava: Mirka, Míra, Slávka, Miruška
Monika: Moňa, Monička, Monča
Naděžda: Naďa, Naďka, Naděnka
Natálie: Naty, Natálka, Nataša, Talinka
Nikola: Niky, Nika, Nikolka
Oldřich: Olda, Oldík, Olin, Oldříšek
Olga: Olinka, Olina, Ola
Ondřej: Ondra, Ondrášek, Ondřejek, Andy
Otakar: Ota, Otík, Oto
Patrik: Páťa, Paťas, Patrick
Pavel: Pavlík, Pája, Pavlíček, Pavča
Pavla: Pavlínka, Pavlína, Pája, Pavča
Petr: Péťa, Peťa, Petřík, Petříček, Peťan
Petra: Péťa, Petruška, Peťka
Přemysl: Přemek, Přéma
Radek: Ráďa, Radeček
Radim: Ráďa, Radimek
Radka: Raduška, Ráďa
Radoslav: Rado, Radek
Renata: Renča, Renatka, Réňa
René: Renda
Richard: Ríša, Riky, Rišánek
Robert: Bob, Robin, Róba, Bobeš, Roby
Roman: Romek, Romča, Románek
Romana: Romanka, Romča
Rostislav: Rosťa, Slávek
Rudolf: Ruda, Rudla, Rudy
Růžena: Růža, Růženka
Samuel: Sam, Samík
Simona: Sima, Simča, Simonka
Soňa: Sonička, Sonča, Sofie
Stanislav: Standa, Stáňa, Slávek, Staník
Stanislava: Stáňa, Slávka, Stanka
Šárka: Šáruška, Šári
Šimon: Šíma, Simon, Šimonek
Štěpán: Štěpa, Štěpánek, Stevo
Štěpánka: Štěpka, Štěpa
Tadeáš: Tadeášek, Ted
Tereza: Terka, Terezka, Terez, Terča, Rézi
Tomáš: Tom, Tomášek, Tomík, Tomy
Václav: Vašek, Venca, Vašík, Vena, Vaclík
Vendula: Venda, Vendulka
Veronika: Verča, Verunka, Nika, Verka, Rony
Věra: Věrka, Věruška
Viktor: Vik, Viktorek, Vítek
Viktorie: Viki, Viktorka, Týna
Vilém: Vilda, Vílek, Viliam
Vít: Vítek, Víťa
Vítězslav: Víťa, Vítek, Slávek
Vladimír: Vláďa, Vladek, Mirek, Vladík
Vladimíra: Vláďa, Vladka, Mirka
Vladislav: Vláďa, Láďa, Vladek
Vlasta: Vlastička, Vlastík
Vlastimil: Vlastík, Vlasta, Míla
Vojtěch: Vojta, Vojtík, Vojtíšek
Vratislav: Vráťa, Vratík, Slávek
Zdeněk: Zdenda, Zdeny, Zdeněček
Zdeňka: Zdena, Zděna, Zdenička, Zdenka
Zuzana: Zuzka, Zuza, Zuzanka, Zuzi
`

const ukrainian = `
Анастасія: Настя, Ната, Стася
Андрій: Андрійко, Дрюня
Анна: Ганна, Аня, Ганнуся, Нюра
Богдан: Бодя, Дан
Валентина: Валя
Валерій: Валера
Василь: Вася, Василько
Вікторія: Віка, Віта
Віктор: Вітя, Віта
Володимир: Вова, Володя, Влад
Галина: Галя, Галка
Дмитро: Діма, Дмитрик, Митя
Євген: Женя, Євгенко, Жека
Євгенія: Женя
Єлизавета: Ліза, Лізавета
Іван: Ваня, Івась, Іванко
Ірина: Іра, Ірка, Іринка
Катерина: Катя, Катруся, Катерінка
Костянтин: Костя
Лариса: Лара, Лора
Людмила: Люда, Міла, Люся
Маргарита: Рита, Марго
Марина: Маринка, Мариша
Марія: Маша, Марійка, Маруся
Михайло: Миша, Михась, Мішко
Микола: Коля, Миколка
Надія: Надя
Наталія: Наташа, Ната, Наталка, Наталя
Оксана: Ксеня, Ксюша
Олександр: Сашко, Саша, Олесь, Шура, Алекс
Олександра: Саша, Олеся, Шура, Леся
Олексій: Льоша, Альоша, Олекса
Олена: Оленка, Лєна, Лена, Альона
Ольга: Оля, Олечка, Льоля
Павло: Паша, Павлик
Петро: Петрик, Петя
Роман: Рома
Світлана: Світа, Світланка, Лана
Сергій: Сергійко, Серьожа, Серж
Софія: Соня, Софійка
Станіслав: Стас
Степан: Стьопа
Тетяна: Таня, Тетянка
Юлія: Юля, Юлька
Юрій: Юра, Юрко
Ярослав: Ярик, Славко
Ярослава: Ярина, Слава
`

/** Names that go over the border with their bearers, from either side. */
const abroad = `
Alexandr: Oleksandr, Aleksander, Alexander
Alžběta: Elisabeth, Elizabeth, Elżbieta
Anna: Hanna
Jan: John, Johann, Johannes, Hans, Ján, Janko
Jana: Johana, Joanna
Jiří: Georg, Juraj, Ďuro, Jurij
Josef: Jozef, Jožo, Joe
Kateřina: Katarína, Catherine, Katharina, Katarzyna
Kryštof: Christoph, Krištof
Marie: Mária, Maria, Mary
Mikuláš: Nikolaus, Mykola
Pavel: Paul, Pavol, Paľo
Petr: Peter, Petro
Michal: Michael, Mychajlo
Ondřej: Andreas, Andrej, Andrij
František: Franz, Francis
Vilém: Wilhelm, William
Matěj: Matthias, Matej
`

const pairsOf = (lines: string): [nickname: string, name: string][] =>
  lines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [name = '', nicknames = ''] = line.split(': ')
      return nicknames.split(', ').map((nickname): [string, string] => [nickname, name])
    })
    .filter(([nickname, name]) => nickname !== name)

export const nicknames = [...pairsOf(czech), ...pairsOf(ukrainian), ...pairsOf(abroad)]
