import type { Barrier, QuestionKind } from '../../src/lib/words.ts'
import type { Lang } from '../../views/messages/index.ts'
import { type BarrierRegion, karlovarsky } from './barrier-regions.ts'

type Texts = Record<Lang, string>
export type DemoChoice = { code: string; exclusive?: boolean; texts: Texts }
export type DemoQuestion = {
  code: string
  page: number
  kind: QuestionKind
  required?: boolean
  code_list?: string
  max_choices?: number
  ranks_question?: string
  shown_if?: { question: string; choices: string[] }
  wording: Texts
  hint?: Texts
  choices: DemoChoice[]
}

const choice = (code: string, cs: string, en: string, de: string, uk: string): DemoChoice => ({
  code,
  texts: { cs, en, de, uk },
})

const alone = (code: string, cs: string, en: string, de: string, uk: string): DemoChoice => ({
  ...choice(code, cs, en, de, uk),
  exclusive: true,
})

export const surveyTexts = ({
  from,
}: BarrierRegion): Record<Lang, { title: string; intro: string; thanks: string }> => ({
  cs: {
    title: 'Co vám brání vrátit se domů?',
    intro: `Pocházíte ${from.cs} a žijete jinde? Dvanáct krátkých otázek, zhruba čtyři minuty. Z odpovědí poznáme, co má kraj změnit jako první.`,
    thanks:
      'Z odpovědí skládáme obraz toho, co rodákům v návratu brání, a předáváme ho těm, kdo s tím můžou něco dělat.',
  },
  en: {
    title: 'What keeps you from coming home?',
    intro: `Are you ${from.en} and live elsewhere? Twelve short questions, about four minutes. Your answers tell us what the region should change first.`,
    thanks:
      'From the answers we put together what keeps natives away, and pass it on to those who can do something about it.',
  },
  de: {
    title: 'Was hält Sie davon ab, heimzukommen?',
    intro: `Sie stammen ${from.de} und leben anderswo? Zwölf kurze Fragen, etwa vier Minuten. Ihre Antworten zeigen uns, was die Region zuerst ändern soll.`,
    thanks:
      'Aus den Antworten entsteht ein Bild davon, was Menschen von der Rückkehr abhält. Wir geben es an alle weiter, die daran etwas ändern können.',
  },
  uk: {
    title: 'Що заважає вам повернутися додому?',
    intro: `Ви родом ${from.uk}, а живете деінде? Дванадцять коротких запитань, приблизно чотири хвилини. З відповідей ми дізнаємося, що край має змінити насамперед.`,
    thanks:
      'З відповідей ми складаємо картину того, що заважає землякам повернутися, і передаємо її тим, хто може це змінити.',
  },
})

export const barriersSurvey = surveyTexts(karlovarsky)

const barrierTexts: Record<Barrier, Texts> = {
  work: { cs: 'Práce v mém oboru', en: 'Work in my field', de: 'Arbeit in meinem Fach', uk: 'Робота за фахом' },
  pay: { cs: 'Nižší platy', en: 'Lower pay', de: 'Niedrigere Löhne', uk: 'Нижча зарплата' },
  housing: { cs: 'Bydlení', en: 'Housing', de: 'Wohnen', uk: 'Житло' },
  health_care: { cs: 'Dostupnost lékařů', en: 'Access to doctors', de: 'Zugang zu Ärzten', uk: 'Доступність лікарів' },
  schools: { cs: 'Školy a školky', en: 'Schools and nurseries', de: 'Schulen und Kitas', uk: 'Школи й садочки' },
  partner_work: {
    cs: 'Práce pro partnera či partnerku',
    en: 'Work for my partner',
    de: 'Arbeit für meinen Partner, meine Partnerin',
    uk: 'Робота для партнера чи партнерки',
  },
  transport: { cs: 'Doprava', en: 'Transport', de: 'Verkehr', uk: 'Транспорт' },
  culture: {
    cs: 'Kultura a společenský život',
    en: 'Culture and social life',
    de: 'Kultur und Geselligkeit',
    uk: 'Культура й дозвілля',
  },
  ties_elsewhere: {
    cs: 'Přátelé a vazby jinde',
    en: 'Friends and ties elsewhere',
    de: 'Freunde und Bindungen anderswo',
    uk: 'Друзі та зв’язки деінде',
  },
  care_duties: {
    cs: 'Péče o blízké jinde',
    en: 'Caring for somebody elsewhere',
    de: 'Pflege von Angehörigen anderswo',
    uk: 'Догляд за близькими деінде',
  },
  environment: { cs: 'Životní prostředí', en: 'Environment', de: 'Umwelt', uk: 'Довкілля' },
  prejudice: {
    cs: 'Pověst kraje, předsudky',
    en: 'Reputation, prejudice',
    de: 'Ruf, Vorurteile',
    uk: 'Репутація краю, упередження',
  },
  other: { cs: 'Něco jiného', en: 'Something else', de: 'Etwas anderes', uk: 'Інше' },
}

// the seed keeps the order of the shared list
const barrierChoices = (Object.keys(barrierTexts) as Barrier[]).map((code) => ({ code, texts: barrierTexts[code] }))

const yes = choice('yes', 'Ano', 'Yes', 'Ja', 'Так')
const no = choice('no', 'Ne', 'No', 'Nein', 'Ні')

const district = (code: string, cs: string, de: string, uk: string): DemoChoice =>
  choice(code, `Okres ${cs}`, `${cs} district`, `Bezirk ${de}`, `Район ${uk}`)

const places = [
  district('karlovy_vary', 'Karlovy Vary', 'Karlsbad', 'Карлові Вари'),
  district('cheb', 'Cheb', 'Eger', 'Хеб'),
  district('sokolov', 'Sokolov', 'Falkenau', 'Соколов'),
  district('usti_nad_labem', 'Ústí nad Labem', 'Aussig', 'Усті-над-Лабем'),
  district('decin', 'Děčín', 'Tetschen', 'Дечин'),
  district('teplice', 'Teplice', 'Teplitz', 'Тепліце'),
  district('litomerice', 'Litoměřice', 'Leitmeritz', 'Літомержіце'),
  district('louny', 'Louny', 'Laun', 'Лоуни'),
  district('most', 'Most', 'Brüx', 'Мост'),
  district('chomutov', 'Chomutov', 'Komotau', 'Хомутов'),
  choice('ostrava', 'Ostrava', 'Ostrava', 'Ostrau', 'Острава'),
  district('karvina', 'Karviná', 'Karwin', 'Карвіна'),
  district('frydek_mistek', 'Frýdek-Místek', 'Friedek-Mistek', 'Фридек-Містек'),
  district('opava', 'Opava', 'Troppau', 'Опава'),
  district('novy_jicin', 'Nový Jičín', 'Neutitschein', 'Новий Їчин'),
  district('bruntal', 'Bruntál', 'Freudenthal', 'Брунтал'),
  choice('elsewhere', 'Odjinud', 'Elsewhere', 'Anderswoher', 'З іншого місця'),
]

const regions = [
  choice('praha', 'Praha', 'Prague', 'Prag', 'Прага'),
  choice('stredocesky', 'Středočeský kraj', 'Central Bohemia', 'Mittelböhmen', 'Середньочеський край'),
  choice('plzensky', 'Plzeňský kraj', 'Plzeň region', 'Region Pilsen', 'Пльзенський край'),
  choice('karlovarsky', 'Karlovarský kraj', 'Karlovy Vary region', 'Region Karlsbad', 'Карловарський край'),
  choice('ustecky', 'Ústecký kraj', 'Ústí region', 'Region Aussig', 'Устецький край'),
  choice('liberecky', 'Liberecký kraj', 'Liberec region', 'Region Reichenberg', 'Ліберецький край'),
  choice('jihocesky', 'Jihočeský kraj', 'South Bohemia', 'Südböhmen', 'Південночеський край'),
  choice(
    'kralovehradecky',
    'Královéhradecký kraj',
    'Hradec Králové region',
    'Region Königgrätz',
    'Краловоградецький край',
  ),
  choice('pardubicky', 'Pardubický kraj', 'Pardubice region', 'Region Pardubitz', 'Пардубицький край'),
  choice('vysocina', 'Kraj Vysočina', 'Vysočina region', 'Region Vysočina', 'Край Височина'),
  choice('jihomoravsky', 'Jihomoravský kraj', 'South Moravia', 'Südmähren', 'Південноморавський край'),
  choice('olomoucky', 'Olomoucký kraj', 'Olomouc region', 'Region Olmütz', 'Оломоуцький край'),
  choice('zlinsky', 'Zlínský kraj', 'Zlín region', 'Region Zlín', 'Злінський край'),
  choice(
    'moravskoslezsky',
    'Moravskoslezský kraj',
    'Moravia-Silesia',
    'Mährisch-Schlesien',
    'Моравсько-Сілезький край',
  ),
  choice('germany', 'Německo', 'Germany', 'Deutschland', 'Німеччина'),
  choice('austria', 'Rakousko', 'Austria', 'Österreich', 'Австрія'),
  choice('slovakia', 'Slovensko', 'Slovakia', 'Slowakei', 'Словаччина'),
  choice('abroad', 'Jinde v zahraničí', 'Elsewhere abroad', 'Anderswo im Ausland', 'Деінде за кордоном'),
]

/** The same questions everywhere, but for the region they ask about and the places it offers. */
export const questionsOf = ({ to, origins, unasked }: BarrierRegion): readonly DemoQuestion[] => [
  {
    code: 'considered',
    page: 1,
    kind: 'single',
    required: true,
    wording: {
      cs: `Uvažovali jste někdy o návratu ${to.cs}?`,
      en: `Have you ever considered returning ${to.en}?`,
      de: `Haben Sie schon einmal daran gedacht, ${to.de} zurückzukehren?`,
      uk: `Чи думали ви колись про повернення ${to.uk}?`,
    },
    choices: [yes, no],
  },
  {
    code: 'still',
    page: 2,
    kind: 'single',
    required: true,
    shown_if: { question: 'considered', choices: ['yes'] },
    wording: {
      cs: 'Uvažujete o návratu i teď?',
      en: 'Are you still considering it?',
      de: 'Denken Sie noch immer daran?',
      uk: 'Чи думаєте ви про це й зараз?',
    },
    choices: [yes, no, choice('unsure', 'Nevím', 'I don’t know', 'Ich weiß es nicht', 'Не знаю')],
  },
  {
    code: 'horizon',
    page: 3,
    kind: 'single',
    shown_if: { question: 'still', choices: ['yes', 'unsure'] },
    wording: {
      cs: 'Kdy by to mohlo být?',
      en: 'When might that be?',
      de: 'Wann könnte das sein?',
      uk: 'Коли це могло б статися?',
    },
    choices: [
      choice('one_year', 'Do roka', 'Within a year', 'Innerhalb eines Jahres', 'Протягом року'),
      choice('two_years', 'Za rok až dva', 'In one to two years', 'In ein bis zwei Jahren', 'За рік-два'),
      choice(
        'five_years',
        'Za tři až pět let',
        'In three to five years',
        'In drei bis fünf Jahren',
        'За три–п’ять років',
      ),
      choice('later', 'Později', 'Later', 'Später', 'Пізніше'),
      choice('unknown', 'Zatím nevím', 'I don’t know yet', 'Weiß ich noch nicht', 'Поки не знаю'),
    ],
  },
  {
    code: 'barriers',
    page: 4,
    kind: 'multiple',
    required: true,
    code_list: 'barriers',
    wording: {
      cs: 'Co vám v návratu brání, nebo by vám bránilo?',
      en: 'What keeps you from returning, or would?',
      de: 'Was hält Sie von der Rückkehr ab, oder würde Sie abhalten?',
      uk: 'Що заважає вам повернутися або заважало б?',
    },
    choices: [...barrierChoices, alone('none', 'Nic mi nebrání', 'Nothing does', 'Nichts', 'Нічого не заважає')],
  },
  {
    code: 'strongest',
    page: 5,
    kind: 'ranking',
    ranks_question: 'barriers',
    max_choices: 3,
    wording: {
      cs: 'Které z nich brání nejvíc?',
      en: 'Which of them matter most?',
      de: 'Welche davon wiegen am schwersten?',
      uk: 'Що з цього заважає найбільше?',
    },
    hint: {
      cs: 'Na první místo dejte to nejsilnější.',
      en: 'Put the strongest first.',
      de: 'Setzen Sie das Stärkste an die erste Stelle.',
      uk: 'На перше місце поставте найсильніше.',
    },
    choices: [],
  },
  {
    code: 'help',
    page: 6,
    kind: 'multiple',
    max_choices: 3,
    wording: {
      cs: 'Co by vám návrat nejvíc usnadnilo?',
      en: 'What would make returning easier?',
      de: 'Was würde Ihnen die Rückkehr am meisten erleichtern?',
      uk: 'Що найбільше полегшило б вам повернення?',
    },
    choices: [
      choice(
        'job_offer',
        'Konkrétní nabídka práce',
        'A definite job offer',
        'Ein konkretes Stellenangebot',
        'Конкретна пропозиція роботи',
      ),
      choice('remote_work', 'Práce na dálku', 'Remote work', 'Arbeit aus der Ferne', 'Дистанційна робота'),
      choice('home', 'Pomoc s bydlením', 'Help with housing', 'Hilfe beim Wohnen', 'Допомога з житлом'),
      choice(
        'child_care',
        'Místo ve školce či škole',
        'A place at nursery or school',
        'Ein Platz in Kita oder Schule',
        'Місце в садочку чи школі',
      ),
      choice(
        'partner_job',
        'Práce pro partnera či partnerku',
        'A job for my partner',
        'Eine Stelle für Partner oder Partnerin',
        'Робота для партнера чи партнерки',
      ),
      choice('doctor', 'Jistota lékaře', 'A doctor who takes us', 'Ein Arzt, der uns aufnimmt', 'Гарантований лікар'),
      choice(
        'adviser',
        'Někdo, kdo poradí a propojí',
        'Somebody who advises and connects',
        'Jemand, der berät und vermittelt',
        'Хтось, хто порадить і познайомить',
      ),
      choice(
        'company',
        'Lidé v podobné situaci',
        'People in the same situation',
        'Menschen in ähnlicher Lage',
        'Люди в схожій ситуації',
      ),
      alone('nothing', 'Nic', 'Nothing', 'Nichts', 'Нічого'),
    ],
  },
  {
    code: 'field',
    page: 7,
    kind: 'single',
    code_list: 'fields',
    wording: {
      cs: 'V jakém oboru pracujete?',
      en: 'What field do you work in?',
      de: 'In welchem Bereich arbeiten Sie?',
      uk: 'У якій галузі ви працюєте?',
    },
    choices: [
      choice('it', 'IT a data', 'IT and data', 'IT und Daten', 'ІТ та дані'),
      choice(
        'engineering',
        'Technika a výroba',
        'Engineering and production',
        'Technik und Produktion',
        'Техніка й виробництво',
      ),
      choice(
        'health',
        'Zdravotnictví a sociální služby',
        'Health and social services',
        'Gesundheit und Soziales',
        'Медицина й соціальні послуги',
      ),
      choice('education', 'Školství a věda', 'Education and science', 'Bildung und Wissenschaft', 'Освіта й наука'),
      choice(
        'business',
        'Obchod, finance, marketing',
        'Business, finance, marketing',
        'Handel, Finanzen, Marketing',
        'Торгівля, фінанси, маркетинг',
      ),
      choice('public', 'Veřejná správa', 'Public administration', 'Öffentliche Verwaltung', 'Державне управління'),
      choice(
        'services',
        'Služby a cestovní ruch',
        'Services and tourism',
        'Dienstleistungen und Tourismus',
        'Послуги й туризм',
      ),
      choice('arts', 'Kultura a umění', 'Culture and arts', 'Kultur und Kunst', 'Культура й мистецтво'),
      choice('student', 'Studuji', 'I am studying', 'Ich studiere', 'Навчаюся'),
      choice('other', 'Jiný obor', 'Another field', 'Anderer Bereich', 'Інша галузь'),
    ],
  },
  {
    code: 'residence',
    page: 7,
    kind: 'single',
    code_list: 'regions',
    wording: {
      cs: 'Kde teď žijete?',
      en: 'Where do you live now?',
      de: 'Wo leben Sie jetzt?',
      uk: 'Де ви зараз живете?',
    },
    choices: regions.filter(({ code }) => !unasked.includes(code)),
  },
  {
    code: 'age',
    page: 8,
    kind: 'single',
    code_list: 'age_bands',
    wording: { cs: 'Kolik vám je?', en: 'How old are you?', de: 'Wie alt sind Sie?', uk: 'Скільки вам років?' },
    choices: [
      choice('under_25', 'Do 24 let', 'Up to 24', 'Bis 24', 'До 24 років'),
      choice('25_34', '25–34 let', '25–34', '25–34', '25–34 роки'),
      choice('35_44', '35–44 let', '35–44', '35–44', '35–44 роки'),
      choice('45_54', '45–54 let', '45–54', '45–54', '45–54 роки'),
      choice('55_more', '55 a více let', '55 and more', '55 und mehr', '55 років і більше'),
    ],
  },
  {
    code: 'origin',
    page: 8,
    kind: 'single',
    code_list: 'districts',
    wording: { cs: 'Odkud pocházíte?', en: 'Where are you from?', de: 'Woher kommen Sie?', uk: 'Звідки ви родом?' },
    choices: origins.flatMap(([code]) => places.filter((place) => place.code === code)),
  },
  {
    code: 'household',
    page: 8,
    kind: 'single',
    code_list: 'households',
    wording: {
      cs: 'S kým žijete?',
      en: 'Who do you live with?',
      de: 'Mit wem leben Sie zusammen?',
      uk: 'З ким ви живете?',
    },
    choices: [
      choice('alone', 'Bydlím sám/sama', 'On my own', 'Allein', 'Сам/сама'),
      choice(
        'partner',
        'S partnerem či partnerkou',
        'With my partner',
        'Mit Partner oder Partnerin',
        'З партнером чи партнеркою',
      ),
      choice(
        'children',
        'S partnerem a dětmi',
        'With my partner and children',
        'Mit Partner und Kindern',
        'З партнером і дітьми',
      ),
      choice('single_parent', 'Jen s dětmi', 'With my children only', 'Nur mit den Kindern', 'Лише з дітьми'),
      choice(
        'others',
        'S rodiči nebo spolubydlícími',
        'With parents or flatmates',
        'Mit Eltern oder in einer WG',
        'З батьками або сусідами по квартирі',
      ),
    ],
  },
  {
    code: 'in_touch',
    page: 8,
    kind: 'single',
    wording: {
      cs: 'Chtěli byste od nás občas slyšet?',
      en: 'Would you like to hear from us now and then?',
      de: 'Möchten Sie ab und zu von uns hören?',
      uk: 'Чи хотіли б ви іноді отримувати від нас новини?',
    },
    hint: {
      cs: 'Adresu tu nechceme, dotazník je anonymní. Kde se přihlásit, se dozvíte na konci.',
      en: 'We do not want an address here, the survey is anonymous. The last page says where to sign up.',
      de: 'Eine Adresse möchten wir hier nicht, die Umfrage ist anonym. Wo Sie sich anmelden können, steht am Ende.',
      uk: 'Адреса тут не потрібна, опитування анонімне. Де підписатися, ви дізнаєтеся наприкінці.',
    },
    choices: [yes, no],
  },
]

export const barrierQuestions = questionsOf(karlovarsky)
