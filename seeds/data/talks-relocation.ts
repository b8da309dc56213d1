import type { RelocationStage } from '../journeys.ts'
import type { Talk } from './talks-return.ts'

type Talks = {
  stages: Record<RelocationStage, readonly Talk[]>
  followUps: readonly Talk[]
  nextSteps: readonly string[]
}

/** What consultants of the expat centres write; `{town}` is where somebody comes from, `{field}` what they do. */
export const englishTalks: Talks = {
  stages: {
    enquiry: [
      ['email', 'Wrote from {town}: wants to work here in {field}, asks which permit is needed.'],
      [
        'phone_call',
        'Called about registration with the foreign police. Explained the deadlines, sent the list of documents.',
      ],
      ['email', 'Asks how to have a diploma recognised. Sent the steps and the address of the regional office.'],
      [
        'meeting',
        'Came to the office without an appointment: the landlord wants a third deposit. Checked the contract together.',
      ],
    ],
    pre_arrival: [
      ['email', 'Has a signed offer in {field}. Employee card is the way; appointment at the embassy in five weeks.'],
      ['phone_call', 'Video call about flats, schools and what life costs here. Family arrives two months later.'],
      ['email', 'Blue card filed. Sent the arrival checklist and the map of city districts.'],
    ],
    arrived: [
      [
        'meeting',
        'Arrived on Sunday. Registration with the foreign police done on the second day, residence form signed.',
      ],
      ['meeting', 'Went together for biometrics; the card will be ready in a month.'],
      ['phone_call', 'Arrived safely, staying in a temporary flat. Needs a bank account before the first pay.'],
    ],
    landing: [
      ['meeting', 'Bank account and insurance settled, still looking for a GP who speaks English.'],
      ['email', 'Found a flat near the university. Asks about the Czech course in the evening.'],
      ['phone_call', 'Child starts at the primary school on Monday; the school has an adaptation coordinator.'],
      ['meeting', 'Partner came along: nurse by profession, recognition of the diploma is next.'],
    ],
    settling: [
      ['meeting', 'Adaptation course done. Joined the Women Club organisers.'],
      ['phone_call', 'Employer extends the contract; the permit has to be renewed in time.'],
      ['email', 'Asks about trade licences, thinks of going freelance in {field}.'],
      ['meeting', 'Czech at A2 now. Wants to meet more neighbours, invited to the next evening.'],
    ],
    integrated: [
      ['phone_call', 'A year here: permanent contract, flat of their own, no open questions.'],
      ['email', 'Offers to be a buddy for newcomers from {town}.'],
      ['meeting', 'Passed the Czech exam at A2 and brought a cake.'],
    ],
    one_off: [
      ['email', 'One question about exchanging a driving licence. Answered, nothing more needed.'],
      ['phone_call', 'Asked for a list of English-speaking dentists. Sent.'],
    ],
    left: [
      ['email', 'New job in Germany, moving at the end of the month. Stays subscribed to the newsletter.'],
      ['phone_call', 'Going back to {town} for family reasons. Liked it here.'],
    ],
  },
  followUps: [
    ['phone_call', 'No answer, will try again tomorrow.'],
    ['email', 'Sent the guide to health insurance and the list of doctors.'],
    ['email', 'Sent the dates of the next Czech course.'],
    ['note', 'Prefers messages in the evening, works shifts.'],
    ['meeting', 'Filled in the form together, fifteen minutes.'],
    ['phone_call', 'Spoke with the school about a place from September.'],
    ['note', 'Employer pays for the course, needs an invoice.'],
    ['email', 'Asked for a scan of the passport page with the visa, not to be kept afterwards.'],
    ['phone_call', 'Interpreted by phone at the municipal office.'],
    ['email', 'Thanks us for the help with the landlord, the deposit came back.'],
  ],
  nextSteps: [
    'Call about the appointment at the foreign police',
    'Send the list of English-speaking doctors',
    'Check whether the permit arrived',
    'Ask the school about a place',
    'Book an interpreter for the office',
    'Invite to Welcome Day',
    'Check the new lease together',
    'Remind of the permit renewal',
  ],
}

export const czechTalks: Talks = {
  stages: {
    enquiry: [
      ['meeting', 'Přišla otázka na prodloužení dočasné ochrany. Vysvětlen postup, objednáno na úřad.'],
      ['phone_call', 'Dotaz na zdravotní pojištění při změně práce.'],
      ['email', 'Chce se přihlásit na kurz češtiny, poslány termíny a rozřazovací test.'],
      ['meeting', 'Potřebuje pomoc s dopisem z úřadu práce. Přeloženo, odpověď sepsána společně.'],
    ],
    pre_arrival: [
      ['email', 'Rodina z města {town} se chystá za příbuznými. Poslán seznam dokladů.'],
      ['phone_call', 'Zaměstnavatel má povolení, žádost o zaměstnaneckou kartu podána na ambasádě.'],
    ],
    arrived: [
      ['meeting', 'Doprovod na cizineckou policii, registrace v pořádku.'],
      ['meeting', 'Zatím na ubytovně, hledáme menší byt. Děti zatím bez školy.'],
    ],
    landing: [
      ['meeting', 'Zápis dětí do základní školy proběhl, asistentka domluvena.'],
      ['phone_call', 'Praktický lékař přijal celou rodinu.'],
      ['meeting', 'Začal kurz češtiny A1, chodí dvakrát týdně.'],
      ['email', 'Posláno potvrzení o pojištění a vzor nájemní smlouvy.'],
    ],
    settling: [
      ['meeting', 'Adaptační kurz splněn. Řešíme uznání diplomu.'],
      ['phone_call', 'Nová práce na dobu neurčitou, změna nahlášena včas.'],
      ['meeting', 'Individuální plán po půl roce: bydlení splněno, čeština A2, zbývá školka.'],
    ],
    integrated: [
      ['meeting', 'Zkouška A2 složena, žádost o trvalý pobyt podána.'],
      ['phone_call', 'Bez otevřených otázek. Nabízí pomoc s tlumočením pro nově příchozí.'],
    ],
    one_off: [
      ['phone_call', 'Jednorázový dotaz na řidičský průkaz, zodpovězeno.'],
      ['meeting', 'Pomoc s vyplněním formuláře, víc není potřeba.'],
    ],
    left: [
      ['phone_call', 'Stěhuje se za prací do Německa.'],
      ['email', 'Vrací se do města {town} za rodinou.'],
    ],
  },
  followUps: [
    ['phone_call', 'Nedovolali jsme se, zkusíme zítra s tlumočnicí.'],
    ['email', 'Poslán termín sociálně-kulturního kurzu.'],
    ['meeting', 'Společně jsme vyplnili žádost o příspěvek na bydlení.'],
    ['note', 'Domlouvat se nejlépe přes zprávy, pracuje na směny.'],
    ['phone_call', 'Mluvili jsme se školou o doučování češtiny.'],
    ['meeting', 'Právní poradenství k nájemní smlouvě, 45 minut.'],
    ['email', 'Posláno potvrzení o účasti na kurzu.'],
    ['note', 'Na úřad raději s doprovodem.'],
    ['phone_call', 'Úřad práce potvrdil termín, připomenuto den předem.'],
  ],
  nextSteps: [
    'Objednat termín na cizinecké policii',
    'Ověřit, zda přišlo rozhodnutí',
    'Domluvit tlumočnici na čtvrtek',
    'Zavolat do školy kvůli zápisu',
    'Projít spolu nájemní smlouvu',
    'Připomenout konec platnosti pobytu',
    'Poslat termíny kurzu češtiny',
    'Zkontrolovat přihlášku k lékaři',
  ],
}
