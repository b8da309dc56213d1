type Parse = (text: string) => unknown
type Write = (value: unknown) => unknown

/** Writes a JS array (nested for several dimensions) as PostgreSQL's array literal; null stays null. */
export const writeArray = (values: readonly unknown[], write: Write, delimiter = ','): string =>
  `{${values.map((value) => writeElement(value, write, delimiter)).join(delimiter)}}`

const writeElement = (value: unknown, write: Write, delimiter: string): string => {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return writeArray(value, write, delimiter)
  return `"${String(write(value)).replace(/[\\"]/g, '\\$&')}"`
}

/** Reads PostgreSQL's array literal; an unquoted NULL is null, a quoted one is text. */
export const parseArray = (text: string, parse: Parse, delimiter = ','): unknown[] => {
  const tokens = text.slice(text.indexOf('{')).matchAll(delimiter === ';' ? tokensOfBoxes : tokensOfOthers)
  const root: unknown[] = []
  const open: unknown[][] = [root]
  for (const [token] of tokens) place(token, open, parse)
  const [array] = root
  return Array.isArray(array) ? array : []
}

const tokensOfOthers = /[{}]|"(?:[^"\\]|\\.)*"|[^{},"]+/gs
const tokensOfBoxes = /[{}]|"(?:[^"\\]|\\.)*"|[^{};"]+/gs

const place = (token: string, open: unknown[][], parse: Parse): void => {
  if (token === '}') {
    open.pop()
    return
  }
  const values = token === '{' ? [] : undefined
  open.at(-1)?.push(values ?? readElement(token, parse))
  if (values) open.push(values)
}

const readElement = (token: string, parse: Parse): unknown => {
  if (token.startsWith('"')) return parse(token.slice(1, -1).replace(/\\(.)/gs, '$1'))
  return token === 'NULL' ? null : parse(token)
}
