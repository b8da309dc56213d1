export type { Lang, StaffLang } from '../../views/messages/catalogue.ts'
export type * from '../lib/words.ts'
