import { memo } from '../../lib/memo.ts'

/** Names as they are compared: the same letters as fold(), masculine() and sounds() of the database give. */

const official: Record<string, string> = {
  ж: 'zh',
  х: 'kh',
  ц: 'ts',
  щ: 'shch',
  ч: 'ch',
  ш: 'sh',
  ю: 'iu',
  я: 'ia',
  є: 'ie',
}
const letters = new Map([
  ...Object.entries(official),
  ...Array.from('абвгґдезиіїйклмнопрстуфыэё', (letter, index): [string, string] => [
    letter,
    'abvhgdezyiiiklmnoprstufyee'[index] ?? '',
  ]),
  ...Array.from('ъь’', (letter): [string, string] => [letter, '']),
  ...Object.entries({ ß: 'ss', ł: 'l', ø: 'o', đ: 'd', æ: 'ae', œ: 'oe' }),
])

/** 'Dvořáková' -> 'dvorakova', 'Шевченко' -> 'shevchenko' */
export const folded = memo((words: string): string =>
  words
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('зг', 'zgh')
    .replace(/[а-яёіїєґ’ßłøđæœ]/g, (letter) => letters.get(letter) ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .trim(),
)

/** 'dvorakova' -> 'dvorak', 'novotna' -> 'novotny' */
export const masculine = (name: string): string =>
  name.replace(/(\w{2})ova\b/g, '$1').replace(/([^aeiouy\W][dhklnrt]|[sc]k)a\b/g, '$1y')

/** Ševčenko, Shevchenko and Шевченко sound alike. */
export const sounds = memo((name: string): string =>
  name
    .replaceAll('sh', 's')
    .replaceAll('zh', 'z')
    .replace(/kh|ch|ts/g, 'c')
    .replace(/[yj]/g, 'i')
    .replaceAll('w', 'v')
    .replaceAll('g', 'h')
    .replace(/['-]/g, '')
    .replace(/i+([aeou])/g, '$1')
    .replace(/(.)\1+/g, '$1'),
)

export const familySound = memo((name: string): string => sounds(masculine(folded(name))))

/** How alike two words are, 0 to 1, after Jaro and Winkler: what is equal at the beginning counts more. */
export const likeness = (one: string, other: string): number => {
  if (one === other) return 1
  const jaro = jaroOf(one, other)
  let same = 0
  while (same < 4 && same < one.length && one[same] === other[same]) same += 1
  return jaro + same * 0.1 * (1 - jaro)
}

const jaroOf = (one: string, other: string): number => {
  const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1)
  const taken = new Uint8Array(other.length)
  const matched: string[] = []
  for (let here = 0; here < one.length; here += 1) {
    for (let there = Math.max(0, here - reach); there <= Math.min(other.length - 1, here + reach); there += 1) {
      if (taken[there] || one[here] !== other[there]) continue
      taken[there] = 1
      matched.push(one[here] ?? '')
      break
    }
  }
  if (matched.length === 0) return 0
  const theirs = [...other].filter((_, index) => taken[index])
  const swapped = matched.filter((letter, index) => letter !== theirs[index]).length / 2
  return (matched.length / one.length + matched.length / other.length + (matched.length - swapped) / matched.length) / 3
}

/** Whether one change, or two neighbours swapped, make one word of the other. */
export const isTypo = (one: string, other: string): boolean => {
  if (Math.abs(one.length - other.length) > 1) return false
  let head = 0
  while (head < one.length && head < other.length && one[head] === other[head]) head += 1
  const [a, b] = [one.slice(head), other.slice(head)]
  if (a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b) return true
  return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2)
}
