import type { DemoEvent } from './events.ts'
import type { townsOfNewcomers } from './residences.ts'

/** What the relocation centres invite to; past ones have days below zero. */
export const relocationEvents: Record<keyof typeof townsOfNewcomers, readonly DemoEvent[]> = {
  ostrava: [
    {
      slug: 'welcome-day',
      status: 'published',
      starts: { days: 26, weekday: 6, time: '10:00' },
      hours: 6,
      venue: 'Dolní Vítkovice, Gong',
      town: 'Ostrava',
      capacity: 150,
      entry_stage: 'enquiry',
      gathering: { people: 38, cancelled: 2 },
      texts: {
        cs: {
          title: 'Welcome Day Ostrava',
          summary: 'Den pro všechny, kdo se do Ostravy přistěhovali.',
          description:
            'Úřady, lékaři, školy, kurzy češtiny a spolky na jednom místě. Řekněte nám také, co vám v Ostravě chybí: z loňských odpovědí vznikly nové služby.',
        },
        en: {
          title: 'Welcome Day Ostrava',
          summary: 'A day for everybody who has moved to Ostrava.',
          description:
            'Offices, doctors, schools, Czech courses and clubs in one place. Tell us what you miss in Ostrava, too: last year’s answers became new services.',
        },
        uk: {
          title: 'Welcome Day Ostrava',
          summary: 'День для всіх, хто переїхав до Острави.',
          description:
            'Установи, лікарі, школи, курси чеської та спілки в одному місці. Розкажіть і про те, чого вам в Остраві бракує.',
        },
      },
    },
    {
      slug: 'women-club',
      status: 'published',
      starts: { days: 8, weekday: 3, time: '17:30' },
      hours: 2,
      venue: 'Komunitní centrum',
      town: 'Ostrava',
      capacity: 25,
      entry_stage: 'enquiry',
      gathering: { people: 17, cancelled: 1 },
      texts: {
        cs: {
          title: 'Women Club',
          summary: 'Měsíční setkání žen z celého světa.',
          description:
            'Káva, čaj a hodina vyprávění, tentokrát o tom, jak si najít přátele v novém městě. Děti jsou vítány.',
        },
        en: {
          title: 'Women Club',
          summary: 'The monthly meeting of women from all over the world.',
          description:
            'Coffee, tea and an hour of stories, this time about making friends in a new town. Children are welcome.',
        },
      },
    },
    {
      slug: 'balkansky-vecer',
      status: 'published',
      starts: { days: -37, weekday: 5, time: '18:00' },
      hours: 4,
      venue: 'Kulturní centrum Cooltour',
      town: 'Ostrava',
      capacity: 80,
      entry_stage: null,
      gathering: { people: 46, cancelled: 3 },
      texts: {
        cs: {
          title: 'Balkánský večer',
          summary: 'Hudba, jídlo a příběhy z Balkánu.',
          description: 'Večer připravili lidé z Balkánu, kteří v Ostravě žijí. Ochutnávka, kapela, tanec.',
        },
        en: {
          title: 'Balkan evening',
          summary: 'Music, food and stories from the Balkans.',
          description: 'Prepared by people from the Balkans who live in Ostrava. Tasting, a band, dancing.',
        },
      },
    },
  ],
  usti: [
    {
      slug: 'lekce-cestiny',
      status: 'published',
      starts: { days: 5, weekday: 2, time: '16:30' },
      hours: 2,
      venue: 'Integrační centrum, učebna 2',
      town: 'Ústí nad Labem',
      capacity: 14,
      entry_stage: 'enquiry',
      gathering: { people: 12, cancelled: 1, expired: 1 },
      texts: {
        cs: {
          title: 'Zkušební lekce češtiny A1',
          summary: 'Zdarma, s rozřazovacím testem.',
          description: 'Přijďte si vyzkoušet skupinový kurz. Po lekci doporučíme úroveň. Hlídání dětí v místě.',
        },
        en: {
          title: 'Czech A1 trial lesson',
          summary: 'Free, with a placement test.',
          description: 'Try a group course. After the lesson we recommend a level. Childcare on site.',
        },
        uk: {
          title: 'Пробний урок чеської A1',
          summary: 'Безкоштовно, з тестом на визначення рівня.',
          description: 'Спробуйте груповий курс. Після уроку порадимо рівень. На місці є нагляд за дітьми.',
        },
      },
    },
    {
      slug: 'poradna',
      status: 'published',
      starts: { days: 12, weekday: 4, time: '13:00' },
      hours: 4,
      venue: 'Integrační centrum',
      town: 'Ústí nad Labem',
      capacity: null,
      entry_stage: 'enquiry',
      gathering: { people: 9 },
      texts: {
        cs: {
          title: 'Otevřená sociální a právní poradna',
          summary: 'Pobyt, práce, bydlení, dávky. Tlumočíme do ukrajinštiny a vietnamštiny.',
          description: 'Vezměte si doklady, kterých se dotaz týká. Přihláška nám pomůže zajistit tlumočení.',
        },
        uk: {
          title: 'Відкрита соціальна та юридична консультація',
          summary: 'Проживання, робота, житло, виплати. Перекладаємо українською та в’єтнамською.',
          description: 'Візьміть документи, яких стосується питання. Реєстрація допоможе нам забезпечити переклад.',
        },
      },
    },
  ],
  brno: [
    {
      slug: 'newcomers-coffee',
      status: 'published',
      starts: { days: 10, weekday: 4, time: '17:00' },
      hours: 2,
      venue: 'Kavárna v Alfa pasáži',
      town: 'Brno',
      capacity: 30,
      entry_stage: 'enquiry',
      gathering: { people: 14, cancelled: 1 },
      texts: {
        cs: {
          title: 'Káva pro nově příchozí',
          summary: 'Neformální setkání s konzultanty.',
          description: 'Zeptejte se na cokoli kolem prvních týdnů v Brně.',
        },
        en: {
          title: 'Newcomers’ coffee',
          summary: 'Meet our consultants and other newcomers.',
          description: 'Ask anything about your first weeks in Brno.',
        },
      },
    },
    {
      slug: 'taxes-in-english',
      status: 'published',
      starts: { days: -24, weekday: 2, time: '17:30' },
      hours: 2,
      venue: 'Expat centrum Brno',
      town: 'Brno',
      capacity: 40,
      entry_stage: null,
      gathering: { people: 26, cancelled: 2 },
      texts: {
        cs: {
          title: 'Daně česky a anglicky',
          summary: 'Přednáška daňové poradkyně.',
          description: 'Zaměstnanci i živnostníci: co, kdy a kam podat.',
        },
        en: {
          title: 'Taxes in plain English',
          summary: 'A talk by a tax adviser.',
          description: 'For employees and the self-employed: what to file, when and where.',
        },
      },
    },
  ],
  praha: [
    {
      slug: 'schools-evening',
      status: 'published',
      starts: { days: 16, weekday: 3, time: '18:00' },
      hours: 2,
      venue: 'Expat centrum Praha',
      town: 'Praha',
      capacity: 50,
      entry_stage: 'enquiry',
      gathering: { people: 21, cancelled: 1 },
      texts: {
        cs: {
          title: 'Večer o školách',
          summary: 'Jak vybrat školu a jak probíhá zápis.',
          description: 'Ředitelka základní školy a rodiče, kteří tím prošli, odpoví na otázky.',
        },
        en: {
          title: 'An evening about schools',
          summary: 'Choosing a school and enrolling.',
          description: 'A head teacher and parents who have been through it answer your questions.',
        },
        uk: {
          title: 'Вечір про школи',
          summary: 'Як вибрати школу і як відбувається запис.',
          description: 'Директорка школи та батьки, які через це пройшли, дадуть відповіді на запитання.',
        },
      },
    },
  ],
}
