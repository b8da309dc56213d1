/** What a spreadsheet takes for a formula, also behind spaces and in full width, or a byte that hides one. */
const dangerous = /^(?:[^\S\t\r\n]*[\t\r\n\0]|\s*[=+\-@\0＝＋－＠])/u

/** A text no spreadsheet runs: marked with `'` where it could be a formula, or where it begins with that mark itself. */
export const inert = (text: string): string => (text.startsWith("'") || dangerous.test(text) ? `'${text}` : text)

/** The text again as it was before `inert`: exactly one mark is taken away. */
export const withoutMark = (text: string): string => (text.startsWith("'") ? text.slice(1) : text)

/** '2026-02-01' as Czechs and their spreadsheets write it: '1. 2. 2026'. */
export const czechDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${date}. ${month}. ${year}`
}
