export const shortestPassword = 12

export type Weakness = 'short' | 'own' | 'common'

/** Why a password is too easy to guess; length counts most, so nothing is asked of its characters. */
export const weaknessOf = (
  password: string,
  { name, email }: { name: string; email: string },
): Weakness | undefined => {
  const typed = password.normalize('NFC')
  if ([...typed].length < shortestPassword) return 'short'
  const folded = fold(typed)
  if (leftWithout(folded, wordsOf(name, email)).length < 6) return 'own'
  const rest = leftWithout(folded, common)
  return rest.length < 4 || new Set(folded).size < 5 ? 'common' : undefined
}

const fold = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** What there is to guess once the words everybody would try are taken out. */
const leftWithout = (folded: string, words: readonly string[]) =>
  words.reduce((rest, word) => rest.replaceAll(word, ''), folded).replace(/[\s._-]/g, '')

const wordsOf = (name: string, email: string) => {
  const address = fold(email)
  const [local = ''] = address.split('@')
  const parts = [address, local, fold(name), ...fold(name).split(/\s+/), ...address.split(/[@._+-]/)]
  return parts.filter((part) => part.length > 2).sort((a, b) => b.length - a.length)
}

const common = [
  'qwertyuiop',
  'qwertzuiop',
  'asdfghjkl',
  '1234567890',
  '0987654321',
  '123456789',
  '987654321',
  'password',
  'passwort',
  'iloveyou',
  'heslo',
  'krajan',
  'welcome',
  'letmein',
  'qwerty',
  'qwertz',
  'asdfgh',
  'abcdef',
  '12345',
  'admin',
  'abc123',
  'monkey',
  'dragon',
  'princess',
  'sunshine',
  'football',
  '1234',
  '123',
]
