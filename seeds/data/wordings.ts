import type { Purpose } from '../../src/lib/words.ts'
import type { Lang } from '../../views/messages/index.ts'

/** The sentences people agreed to, in the language they read them in. */
export const consentWording = (purpose: WrittenPurpose, lang: Lang, centre: string): string =>
  `${centre}: ${wordings[purpose][lang]}`

export type WrittenPurpose = Exclude<Purpose, 'referral'>

const wordings: Record<WrittenPurpose, Record<Lang, string>> = {
  contact: {
    cs: 'Souhlasím, abyste se mi ozývali a vedli si moje kontaktní údaje. Souhlas mohu kdykoli odvolat.',
    en: 'You may keep my contact details and get in touch with me. I can withdraw this at any time.',
    de: 'Sie dürfen meine Kontaktdaten speichern und sich bei mir melden. Ich kann dies jederzeit widerrufen.',
    uk: 'Погоджуюся, щоб ви зберігали мої контактні дані та зверталися до мене. Згоду можу відкликати будь-коли.',
  },
  newsletter: {
    cs: 'Chci dostávat zpravodaj e-mailem. Odhlásit se mohu kdykoli jedním kliknutím.',
    en: 'I would like to receive the newsletter by e-mail. I can unsubscribe at any time with one click.',
    de: 'Ich möchte den Newsletter per E-Mail erhalten. Abmelden kann ich mich jederzeit mit einem Klick.',
    uk: 'Хочу отримувати новини електронною поштою. Відписатися можу будь-коли одним натисканням.',
  },
  surveys: {
    cs: 'Chci dostávat pozvánky k dotazníkům. Souhlas mohu kdykoli odvolat.',
    en: 'I would like invitations to surveys. I can withdraw this at any time.',
    de: 'Ich möchte Einladungen zu Umfragen. Ich kann dies jederzeit widerrufen.',
    uk: 'Хочу отримувати запрошення до опитувань. Згоду можу відкликати будь-коли.',
  },
}

export const registrationNotes = [
  'Přijdu s partnerkou.',
  'Dorazím asi o půl hodiny později, vlak.',
  'Bude možnost vzít s sebou kočárek?',
  'Zajímá mě hlavně bydlení.',
  'Těším se, z kraje jsem pryč patnáct let.',
  'Mohu přivést spolužačku?',
  'Prosím bezlepkové občerstvení.',
  'Nejvíc mě zajímají školy a lékaři.',
] as const
