import type { DemoEvent } from './events.ts'

const praha = { venue: 'bar elpíčko, Palmovka', town: 'Praha' }
const plzen = { venue: 'DEPO2015', town: 'Plzeň' }

const whatHappened = {
  cs: 'Ukázali jsme, jak se v kraji mění pracovní a životní podmínky, a mluvili o tom, co lidem brání v návratu.',
  en: 'We showed how work and life in the region are changing and talked about what keeps people from returning.',
}

const programme = {
  cs: `Pocházíte z Karlovarského kraje a žijete jinde? Přijďte na večer mezi svými.

Krátce ukážeme, co říkají průzkumy a veřejná data: jak se doma mění práce, bydlení i doprava a proč je návrat reálnější, než býval. Pak budeme hlavně poslouchat. Co vám v návratu brání? Práce, plat, bydlení, lékař pro děti, školka, práce pro partnera? A co by s tím kraj mohl udělat?

Nikoho nepřemlouváme. Stačí zvědavost, chuť potkat krajany a říct svůj názor. Přijďte sami, s partnerem i s dětmi.`,
  en: `Do you come from the Karlovy Vary region and live elsewhere? Spend an evening among your own.

First, briefly, what surveys and public data say: how work, housing and transport at home are changing, and why returning is more realistic than it used to be. Then we mostly listen. What keeps you from returning? Work, pay, a home, a doctor for the children, a place in a nursery, a job for your partner? And what could the region do about it?

Nobody will talk you into anything. Bring your curiosity and your opinion, and your partner or children if you like.`,
  de: `Sie stammen aus der Region Karlsbad und leben heute anderswo? Verbringen Sie einen Abend unter Landsleuten.

Zuerst zeigen wir kurz, was Umfragen und öffentliche Daten sagen: wie sich Arbeit, Wohnen und Verkehr zu Hause verändern und warum eine Rückkehr realistischer ist als früher. Danach hören wir vor allem zu. Was hält Sie von der Rückkehr ab? Arbeit, Gehalt, Wohnung, Kinderarzt, Kita, eine Stelle für den Partner? Und was könnte die Region tun?

Niemand will Sie überreden. Bringen Sie Neugier und Ihre Meinung mit, gern auch Partner und Kinder.`,
  uk: `Ви родом із Карловарського краю, а живете деінде? Проведіть вечір серед своїх.

Спершу коротко покажемо, що кажуть опитування та відкриті дані: як удома змінюються праця, житло і транспорт і чому повернення нині реальніше, ніж раніше. А потім здебільшого слухатимемо. Що стримує вас від повернення? Робота, зарплата, житло, дитячий лікар, садок, робота для партнера? І що міг би зробити край?

Ніхто вас не вмовлятиме. Досить цікавості, бажання зустріти земляків і сказати свою думку. Приходьте самі, з партнером або з дітьми.`,
}

export const returnEvents: readonly DemoEvent[] = [
  {
    slug: 'setkani-praha-2024',
    status: 'published',
    starts: '2024-06-11T18:00',
    hours: 3,
    ...praha,
    capacity: 60,
    entry_stage: 'considering',
    gathering: { people: 52, cancelled: 4 },
    texts: {
      cs: {
        title: 'Karlovarský kraj volá domů: setkání v Praze 2024',
        summary: 'První setkání rodáků z kraje v Praze.',
        description: whatHappened.cs,
      },
      en: {
        title: 'Karlovy Vary calls home: Prague meet-up 2024',
        summary: 'The first meet-up of the region’s natives in Prague.',
        description: whatHappened.en,
      },
    },
  },
  {
    slug: 'setkani-plzen-2024',
    status: 'published',
    starts: '2024-06-19T18:00',
    hours: 3,
    ...plzen,
    capacity: 60,
    entry_stage: 'considering',
    gathering: { people: 43, cancelled: 3 },
    texts: {
      cs: {
        title: 'Karlovarský kraj volá domů: setkání v Plzni 2024',
        summary: 'První setkání rodáků z kraje v Plzni.',
        description: whatHappened.cs,
      },
      en: {
        title: 'Karlovy Vary calls home: Plzeň meet-up 2024',
        summary: 'The first meet-up of the region’s natives in Plzeň.',
        description: whatHappened.en,
      },
    },
  },
  {
    slug: 'setkani-praha',
    status: 'published',
    starts: { days: 19, weekday: 2, time: '18:00' },
    hours: 3,
    ...praha,
    capacity: 60,
    entry_stage: 'considering',
    gathering: { people: 60, waiting: 5, cancelled: 3, expired: 1, isPromoted: true },
    texts: {
      cs: {
        title: 'Karlovarský kraj volá domů: setkání v Praze',
        summary: 'Večer pro rodáky, kteří žijí v Praze: co se doma mění a co vám brání v návratu.',
        description: programme.cs,
      },
      en: {
        title: 'Karlovy Vary calls home: meet-up in Prague',
        summary:
          'An evening for natives who live in Prague: what is changing at home, and what keeps you from returning.',
        description: programme.en,
      },
      de: {
        title: 'Die Region Karlsbad ruft nach Hause: Treffen in Prag',
        summary: 'Ein Abend für alle, die aus der Region stammen und in Prag leben.',
        description: programme.de,
      },
      uk: {
        title: 'Карловарський край кличе додому: зустріч у Празі',
        summary: 'Вечір для тих, хто родом із краю і живе в Празі.',
        description: programme.uk,
      },
    },
  },
  {
    slug: 'setkani-plzen',
    status: 'published',
    starts: { days: 26, weekday: 4, time: '18:00' },
    hours: 3,
    ...plzen,
    capacity: 60,
    entry_stage: 'considering',
    gathering: { people: 44, cancelled: 2, expired: 1 },
    texts: {
      cs: {
        title: 'Karlovarský kraj volá domů: setkání v Plzni',
        summary: 'Večer pro rodáky, kteří žijí v Plzni: co se doma mění a co vám brání v návratu.',
        description: programme.cs,
      },
      en: {
        title: 'Karlovy Vary calls home: meet-up in Plzeň',
        summary:
          'An evening for natives who live in Plzeň: what is changing at home, and what keeps you from returning.',
        description: programme.en,
      },
      de: {
        title: 'Die Region Karlsbad ruft nach Hause: Treffen in Pilsen',
        summary: 'Ein Abend für alle, die aus der Region stammen und in Pilsen leben.',
        description: programme.de,
      },
      uk: {
        title: 'Карловарський край кличе додому: зустріч у Пльзені',
        summary: 'Вечір для тих, хто родом із краю і живе в Пльзені.',
        description: programme.uk,
      },
    },
  },
  {
    slug: 'setkani-drazdany',
    status: 'draft',
    starts: { days: 75, weekday: 4, time: '18:30' },
    hours: 3,
    venue: 'místo upřesníme',
    town: 'Drážďany',
    capacity: 40,
    entry_stage: 'considering',
    gathering: { people: 0 },
    texts: {
      cs: {
        title: 'Karlovarský kraj volá domů: setkání v Drážďanech',
        summary: 'Pro rodáky, kteří žijí v Sasku.',
        description: programme.cs,
      },
      de: {
        title: 'Die Region Karlsbad ruft nach Hause: Treffen in Dresden',
        summary: 'Für alle, die aus der Region stammen und in Sachsen leben.',
        description: programme.de,
      },
    },
  },
]
