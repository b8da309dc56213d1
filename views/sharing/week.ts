type Say = { readonly lang: string }

const day = 86_400_000

/** The ISO week '2026-W47' as days: '16.–22. 11. 2026'. */
export const weekOf = ({ lang }: Say, week: string | null): string => {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(week ?? '') ?? []
  if (!year || !number) return week ?? ''
  // the fourth of January is always in the first week
  const fourth = new Date(`${year}-01-04T00:00:00Z`)
  const monday = fourth.getTime() + (7 * (Number(number) - 1) - ((fourth.getUTCDay() + 6) % 7)) * day
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  }).formatRange(monday, monday + 6 * day)
}
