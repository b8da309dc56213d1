/** Why a package was not let in, as a coordinator would ask about it. */
export type Reason =
  | 'no_zip'
  | 'damaged'
  | 'too_large'
  | 'too_many'
  | 'odd_names'
  | 'no_package'
  | 'signature'
  | 'changed'
  | 'earlier'
  | 'chain'
  | 'sums'
  | 'proof'
  | 'numbers'
  | 'format'
  | 'other'

/** The line of the checker, or of whoever unpacked, put into one of few kinds; the line itself is shown beside it. */
export const reasonOf = (line: string): Reason =>
  unpacking.find((kind) => kind === line) ?? kinds.find(([, pattern]) => pattern.test(line))?.[0] ?? 'other'

const unpacking = ['no_zip', 'damaged', 'too_large', 'too_many', 'odd_names'] as const

/** The first that fits; what is about a world comes before what may be about any file. */
const kinds: [Reason, RegExp][] = [
  ['no_package', /^no_manifest$|no release package|not of format|^manifest\.json is not JSON/],
  ['signature', /manifest\.sig|public key/],
  ['changed', /\bhash\b(?!es)|is (?:not )?named in|\bmissing\b/],
  ['earlier', /was not given/],
  ['chain', /earlier release|given release|is gone: worlds|fits no code of snapshot|other releases before/],
  ['proof', /covers|worlds?\b|differences\.json/],
  ['sums', /add up to|remainder/],
  ['numbers', /not a multiple of|is under \d|whole number/],
  ['format', /codes\.json|margins\.csv|cells\.csv|manifest\.json|UTF-8|JSON|canonical/],
]
