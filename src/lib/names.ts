/** 'Jana Marie Dvořáková' -> given 'Jana Marie', family 'Dvořáková'; a single word is a given name. */
export const splitName = (name: string): { given_name: string; family_name: string } => {
  const words = name.trim().split(/\s+/)
  if (words.length < 2) return { given_name: words[0] ?? '', family_name: '' }
  return { given_name: words.slice(0, -1).join(' '), family_name: words.at(-1) ?? '' }
}

export const fullName = (person: { given_name: string; family_name: string }) =>
  `${person.given_name} ${person.family_name}`.trim()

type Titled = { given_name: string; family_name: string; title_before: string; title_after: string }

/** 'Ing. Jana Dvořáková, Ph.D.' */
export const titledName = ({ title_before, title_after, ...person }: Titled) =>
  [`${title_before} ${fullName(person)}`.trim(), title_after].filter(Boolean).join(', ')
