import { type Kysely, sql } from 'kysely'

/**
 * Words the whole network answers with, so that regions can be compared: each list with groups above its codes, into
 * which answers are put together where there are too few. The app reads them; only a migration changes them.
 */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table code_lists (
        id text primary key check (id ~ '^[a-z][a-z0-9_]{0,39}$'),
        labels jsonb not null,
        -- neighbours may be put together, as with ages
        ordered boolean not null,
        -- tables may be broken down by it
        frame boolean not null
      );
      create table codes (
        list text not null references code_lists,
        code text not null check (code ~ '^[a-z0-9][a-z0-9_]{0,39}$'),
        position int not null,
        labels jsonb not null check (labels ?& array['cs', 'en', 'de', 'uk']),
        parent text,
        leaf boolean not null,
        primary key (list, code),
        foreign key (list, parent) references codes (list, code)
      );
      grant select on code_lists, codes to krajan_app, krajan_finder;
    `)
    .execute(db)
  for (const list of lists) await writeList(db, list)
  await sql.raw(onQuestions).execute(db)
}

type Label = [cs: string, en: string, de: string, uk: string]
type Node = { code: string; label: Label; under?: Node[] }
type List = { id: string; label: Label; ordered?: boolean; frame?: boolean; nodes: Node[] }

const writeList = async (db: Kysely<unknown>, { id, label, ordered = false, frame = false, nodes }: List) => {
  await sql`insert into code_lists values (${id}, ${labels(label)}::jsonb, ${ordered}, ${frame})`.execute(db)
  let position = 0
  const write = async (node: Node, parent: string | null): Promise<void> => {
    position += 1
    await sql`insert into codes values
      (${id}, ${node.code}, ${position}, ${labels(node.label)}::jsonb, ${parent}, ${!node.under})`.execute(db)
    for (const child of node.under ?? []) await write(child, node.code)
  }
  for (const node of nodes) await write(node, null)
}

const labels = ([cs, en, de, uk]: Label) => JSON.stringify({ cs, en, de, uk })

const code = (name: string, ...label: Label): Node => ({ code: name, label })
const group = (name: string, label: Label, ...under: Node[]): Node => ({ code: name, label, under })

const district = (name: string, cs: string, de: string, uk: string) =>
  code(name, `Okres ${cs}`, `${cs} district`, `Bezirk ${de}`, `Район ${uk}`)

const lists: List[] = [
  {
    id: 'age_bands',
    label: ['Věk', 'Age', 'Alter', 'Вік'],
    ordered: true,
    frame: true,
    nodes: [
      group(
        'under_35',
        ['Do 34 let', 'Up to 34', 'Bis 34', 'До 34 років'],
        code('under_25', 'Do 24 let', 'Up to 24', 'Bis 24', 'До 24 років'),
        code('25_34', '25–34 let', '25–34', '25–34', '25–34 роки'),
      ),
      group(
        '35_more',
        ['35 a více let', '35 and more', '35 und mehr', '35 років і більше'],
        code('35_44', '35–44 let', '35–44', '35–44', '35–44 роки'),
        group(
          '45_more',
          ['45 a více let', '45 and more', '45 und mehr', '45 років і більше'],
          code('45_54', '45–54 let', '45–54', '45–54', '45–54 роки'),
          code('55_more', '55 a více let', '55 and more', '55 und mehr', '55 років і більше'),
        ),
      ),
    ],
  },
  {
    id: 'regions',
    label: ['Bydliště', 'Residence', 'Wohnort', 'Місце проживання'],
    frame: true,
    nodes: [
      group(
        'czechia',
        ['Česko', 'Czechia', 'Tschechien', 'Чехія'],
        group(
          'prague_central',
          ['Praha a střední Čechy', 'Prague and Central Bohemia', 'Prag und Mittelböhmen', 'Прага та Середня Чехія'],
          code('praha', 'Praha', 'Prague', 'Prag', 'Прага'),
          code('stredocesky', 'Středočeský kraj', 'Central Bohemia', 'Mittelböhmen', 'Середньочеський край'),
        ),
        group(
          'bohemia',
          ['Ostatní Čechy', 'Rest of Bohemia', 'Übriges Böhmen', 'Решта Чехії (Богемія)'],
          group(
            'west_bohemia',
            ['Západní Čechy', 'West Bohemia', 'Westböhmen', 'Західна Чехія'],
            code('plzensky', 'Plzeňský kraj', 'Plzeň region', 'Region Pilsen', 'Пльзенський край'),
            code('karlovarsky', 'Karlovarský kraj', 'Karlovy Vary region', 'Region Karlsbad', 'Карловарський край'),
          ),
          group(
            'north_bohemia',
            ['Severní Čechy', 'North Bohemia', 'Nordböhmen', 'Північна Чехія'],
            code('ustecky', 'Ústecký kraj', 'Ústí region', 'Region Aussig', 'Устецький край'),
            code('liberecky', 'Liberecký kraj', 'Liberec region', 'Region Reichenberg', 'Ліберецький край'),
          ),
          group(
            'south_bohemia',
            [
              'Jižní Čechy a Vysočina',
              'South Bohemia and Vysočina',
              'Südböhmen und Vysočina',
              'Південна Чехія та Височина',
            ],
            code('jihocesky', 'Jihočeský kraj', 'South Bohemia', 'Südböhmen', 'Південночеський край'),
            code('vysocina', 'Kraj Vysočina', 'Vysočina region', 'Region Vysočina', 'Край Височина'),
          ),
          group(
            'east_bohemia',
            ['Východní Čechy', 'East Bohemia', 'Ostböhmen', 'Східна Чехія'],
            code(
              'kralovehradecky',
              'Královéhradecký kraj',
              'Hradec Králové region',
              'Region Königgrätz',
              'Краловоградецький край',
            ),
            code('pardubicky', 'Pardubický kraj', 'Pardubice region', 'Region Pardubitz', 'Пардубицький край'),
          ),
        ),
        group(
          'moravia',
          ['Morava a Slezsko', 'Moravia and Silesia', 'Mähren und Schlesien', 'Моравія та Сілезія'],
          group(
            'south_moravia',
            ['Jižní a východní Morava', 'South and East Moravia', 'Süd- und Ostmähren', 'Південна та Східна Моравія'],
            code('jihomoravsky', 'Jihomoravský kraj', 'South Moravia', 'Südmähren', 'Південноморавський край'),
            code('zlinsky', 'Zlínský kraj', 'Zlín region', 'Region Zlín', 'Злінський край'),
          ),
          group(
            'north_moravia',
            [
              'Severní Morava a Slezsko',
              'North Moravia and Silesia',
              'Nordmähren und Schlesien',
              'Північна Моравія та Сілезія',
            ],
            code('olomoucky', 'Olomoucký kraj', 'Olomouc region', 'Region Olmütz', 'Оломоуцький край'),
            code(
              'moravskoslezsky',
              'Moravskoslezský kraj',
              'Moravia-Silesia',
              'Mährisch-Schlesien',
              'Моравсько-Сілезький край',
            ),
          ),
        ),
      ),
      group(
        'outside_czechia',
        ['V zahraničí', 'Abroad', 'Im Ausland', 'За кордоном'],
        group(
          'neighbours',
          ['Sousední země', 'Neighbouring countries', 'Nachbarländer', 'Сусідні країни'],
          code('germany', 'Německo', 'Germany', 'Deutschland', 'Німеччина'),
          code('austria', 'Rakousko', 'Austria', 'Österreich', 'Австрія'),
          code('slovakia', 'Slovensko', 'Slovakia', 'Slowakei', 'Словаччина'),
        ),
        code('abroad', 'Jinde v zahraničí', 'Elsewhere abroad', 'Anderswo im Ausland', 'Деінде за кордоном'),
      ),
    ],
  },
  {
    id: 'districts',
    label: ['Odkud pochází', 'Origin', 'Herkunft', 'Походження'],
    frame: true,
    nodes: [
      group(
        'from_karlovarsky',
        ['Karlovarský kraj', 'Karlovy Vary region', 'Region Karlsbad', 'Карловарський край'],
        district('karlovy_vary', 'Karlovy Vary', 'Karlsbad', 'Карлові Вари'),
        district('cheb', 'Cheb', 'Eger', 'Хеб'),
        district('sokolov', 'Sokolov', 'Falkenau', 'Соколов'),
      ),
      group(
        'from_ustecky',
        ['Ústecký kraj', 'Ústí region', 'Region Aussig', 'Устецький край'],
        group(
          'elbe_valley',
          ['Ústecko a Děčínsko', 'Ústí and Děčín', 'Aussig und Tetschen', 'Усті та Дечин'],
          district('usti_nad_labem', 'Ústí nad Labem', 'Aussig', 'Усті-над-Лабем'),
          district('decin', 'Děčín', 'Tetschen', 'Дечин'),
        ),
        group(
          'ore_mountains_foot',
          ['Podkrušnohoří', 'Below the Ore Mountains', 'Erzgebirgsvorland', 'Підкрушногір’я'],
          district('teplice', 'Teplice', 'Teplitz', 'Тепліце'),
          district('most', 'Most', 'Brüx', 'Мост'),
          district('chomutov', 'Chomutov', 'Komotau', 'Хомутов'),
        ),
        group(
          'lower_ohre',
          ['Litoměřicko a Lounsko', 'Litoměřice and Louny', 'Leitmeritz und Laun', 'Літомержіце та Лоуни'],
          district('litomerice', 'Litoměřice', 'Leitmeritz', 'Літомержіце'),
          district('louny', 'Louny', 'Laun', 'Лоуни'),
        ),
      ),
      group(
        'from_moravskoslezsky',
        ['Moravskoslezský kraj', 'Moravia-Silesia', 'Mährisch-Schlesien', 'Моравсько-Сілезький край'],
        group(
          'ostrava_karvina',
          ['Ostravsko a Karvinsko', 'Ostrava and Karviná', 'Ostrau und Karwin', 'Острава та Карвіна'],
          code('ostrava', 'Ostrava', 'Ostrava', 'Ostrau', 'Острава'),
          district('karvina', 'Karviná', 'Karwin', 'Карвіна'),
        ),
        group(
          'beskydy',
          ['Podbeskydí', 'Below the Beskydy', 'Beskidenvorland', 'Підбескиддя'],
          district('frydek_mistek', 'Frýdek-Místek', 'Friedek-Mistek', 'Фридек-Містек'),
          district('novy_jicin', 'Nový Jičín', 'Neutitschein', 'Новий Їчин'),
        ),
        group(
          'opava_bruntal',
          ['Opavsko a Bruntálsko', 'Opava and Bruntál', 'Troppau und Freudenthal', 'Опава та Брунтал'],
          district('opava', 'Opava', 'Troppau', 'Опава'),
          district('bruntal', 'Bruntál', 'Freudenthal', 'Брунтал'),
        ),
      ),
      group(
        'from_jihomoravsky',
        ['Jihomoravský kraj', 'South Moravia', 'Südmähren', 'Південноморавський край'],
        code('brno', 'Brno', 'Brno', 'Brünn', 'Брно'),
        district('brno_venkov', 'Brno-venkov', 'Brünn-Land', 'Брно-околиця'),
        district('blansko', 'Blansko', 'Blanz', 'Бланско'),
        district('vyskov', 'Vyškov', 'Wischau', 'Вишков'),
        district('hodonin', 'Hodonín', 'Göding', 'Годонін'),
        district('breclav', 'Břeclav', 'Lundenburg', 'Бржецлав'),
        district('znojmo', 'Znojmo', 'Znaim', 'Зноймо'),
      ),
      code('praha', 'Praha', 'Prague', 'Prag', 'Прага'),
      code('elsewhere', 'Odjinud', 'Elsewhere', 'Anderswoher', 'З іншого місця'),
    ],
  },
  {
    id: 'fields',
    label: ['Obor', 'Field of work', 'Berufsfeld', 'Галузь'],
    frame: true,
    nodes: [
      group(
        'technical',
        ['Technické obory', 'Technical fields', 'Technische Berufe', 'Технічні галузі'],
        code('it', 'IT a data', 'IT and data', 'IT und Daten', 'ІТ та дані'),
        code(
          'engineering',
          'Technika a výroba',
          'Engineering and production',
          'Technik und Produktion',
          'Техніка й виробництво',
        ),
      ),
      group(
        'public_sector',
        ['Veřejné služby', 'Public services', 'Öffentlicher Dienst', 'Державні послуги'],
        code(
          'health',
          'Zdravotnictví a sociální služby',
          'Health and social services',
          'Gesundheit und Soziales',
          'Медицина й соціальні послуги',
        ),
        code('education', 'Školství a věda', 'Education and science', 'Bildung und Wissenschaft', 'Освіта й наука'),
        code('public', 'Veřejná správa', 'Public administration', 'Öffentliche Verwaltung', 'Державне управління'),
      ),
      group(
        'trade_services',
        [
          'Obchod, služby a kultura',
          'Trade, services and culture',
          'Handel, Dienste und Kultur',
          'Торгівля, послуги й культура',
        ],
        code(
          'business',
          'Obchod, finance, marketing',
          'Business, finance, marketing',
          'Handel, Finanzen, Marketing',
          'Торгівля, фінанси, маркетинг',
        ),
        code(
          'services',
          'Služby a cestovní ruch',
          'Services and tourism',
          'Dienstleistungen und Tourismus',
          'Послуги й туризм',
        ),
        code('arts', 'Kultura a umění', 'Culture and arts', 'Kultur und Kunst', 'Культура й мистецтво'),
      ),
      code('student', 'Studium', 'Studying', 'Studium', 'Навчання'),
      code('other', 'Jiný obor', 'Another field', 'Anderer Bereich', 'Інша галузь'),
    ],
  },
  {
    id: 'barriers',
    label: ['Překážky návratu', 'Barriers to return', 'Hindernisse der Rückkehr', 'Перешкоди поверненню'],
    nodes: [
      group(
        'livelihood',
        ['Obživa', 'Livelihood', 'Lebensunterhalt', 'Заробіток'],
        code('work', 'Práce v oboru', 'Work in one’s field', 'Arbeit im eigenen Fach', 'Робота за фахом'),
        code('pay', 'Nižší platy', 'Lower pay', 'Niedrigere Löhne', 'Нижча зарплата'),
        code(
          'partner_work',
          'Práce pro partnera či partnerku',
          'Work for a partner',
          'Arbeit für Partner oder Partnerin',
          'Робота для партнера чи партнерки',
        ),
      ),
      group(
        'living_there',
        ['Život na místě', 'Living there', 'Leben vor Ort', 'Життя на місці'],
        code('housing', 'Bydlení', 'Housing', 'Wohnen', 'Житло'),
        code('health_care', 'Dostupnost lékařů', 'Access to doctors', 'Zugang zu Ärzten', 'Доступність лікарів'),
        code('schools', 'Školy a školky', 'Schools and nurseries', 'Schulen und Kitas', 'Школи й садочки'),
        code('transport', 'Doprava', 'Transport', 'Verkehr', 'Транспорт'),
        code(
          'culture',
          'Kultura a společenský život',
          'Culture and social life',
          'Kultur und Geselligkeit',
          'Культура й дозвілля',
        ),
        code('environment', 'Životní prostředí', 'Environment', 'Umwelt', 'Довкілля'),
        code(
          'prejudice',
          'Pověst kraje, předsudky',
          'Reputation, prejudice',
          'Ruf, Vorurteile',
          'Репутація краю, упередження',
        ),
      ),
      group(
        'ties',
        ['Vazby jinde', 'Ties elsewhere', 'Bindungen anderswo', 'Зв’язки деінде'],
        code(
          'ties_elsewhere',
          'Přátelé a vazby jinde',
          'Friends and ties elsewhere',
          'Freunde und Bindungen anderswo',
          'Друзі та зв’язки деінде',
        ),
        code(
          'care_duties',
          'Péče o blízké jinde',
          'Caring for somebody elsewhere',
          'Pflege von Angehörigen anderswo',
          'Догляд за близькими деінде',
        ),
      ),
      code('other', 'Něco jiného', 'Something else', 'Etwas anderes', 'Інше'),
      code('none', 'Nic nebrání', 'Nothing', 'Nichts', 'Нічого не заважає'),
    ],
  },
  {
    id: 'households',
    label: ['Domácnost', 'Household', 'Haushalt', 'Домогосподарство'],
    frame: true,
    nodes: [
      group(
        'without_children',
        ['Bez dětí', 'Without children', 'Ohne Kinder', 'Без дітей'],
        code('alone', 'Bydlí sám/sama', 'On one’s own', 'Allein', 'Сам/сама'),
        code(
          'partner',
          'S partnerem či partnerkou',
          'With a partner',
          'Mit Partner oder Partnerin',
          'З партнером чи партнеркою',
        ),
        code(
          'others',
          'S rodiči nebo spolubydlícími',
          'With parents or flatmates',
          'Mit Eltern oder in einer WG',
          'З батьками або сусідами по квартирі',
        ),
      ),
      group(
        'with_children',
        ['S dětmi', 'With children', 'Mit Kindern', 'З дітьми'],
        code(
          'children',
          'S partnerem a dětmi',
          'With a partner and children',
          'Mit Partner oder Partnerin und Kindern',
          'З партнером і дітьми',
        ),
        code('single_parent', 'Jen s dětmi', 'With children only', 'Nur mit den Kindern', 'Лише з дітьми'),
      ),
    ],
  },
]

const onQuestions = `
  -- a list nobody knows compares nothing
  update questions set code_list = null where code_list is not null and not exists (select from code_lists l where l.id = code_list);
  update questions q set code_list = named.list
    from (values ('age', 'age_bands'), ('household', 'households')) as named (code, list)
    where q.code = named.code and q.code_list is null and q.kind = 'single'
      and not exists (select from choices h where h.centre_id = q.centre_id and h.question_id = q.id
        and not exists (select from codes c where c.list = named.list and c.leaf and c.code = h.code));
  alter table questions add foreign key (code_list) references code_lists,
    add column sensitive boolean not null default false;

  -- whoever writes: a choice of a shared question is a word of its list
  create function choices_of_list() returns trigger language plpgsql as $$
  declare unknown text;
  begin
    if tg_table_name = 'questions' then
      select h.code into unknown from choices h
        where h.centre_id = new.centre_id and h.question_id = new.id and new.code_list is not null
          and not exists (select from codes c where c.list = new.code_list and c.leaf and c.code = h.code) limit 1;
    else
      select new.code into unknown from questions q
        where q.centre_id = new.centre_id and q.id = new.question_id and q.code_list is not null
          and not exists (select from codes c where c.list = q.code_list and c.leaf and c.code = new.code);
    end if;
    if unknown is not null then
      raise exception 'choice % is not in the shared code list', unknown using errcode = 'check_violation', constraint = 'choices_of_list';
    end if;
    return null;
  end $$;
  create trigger choices_of_list after insert or update of code on choices
    for each row execute function choices_of_list();
  create trigger choices_of_list after update of code_list on questions
    for each row execute function choices_of_list();
`
