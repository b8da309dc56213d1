/** An element: its name, its attributes (those undefined left out), and what stands in it. */
export type Xml = { name: string; attributes: Record<string, string | undefined>; inside: readonly (Xml | string)[] }

export const element = (
  name: string,
  attributes: Record<string, string | undefined>,
  ...inside: readonly (Xml | string)[]
): Xml => ({ name, attributes, inside })

/** A whole document, one element a line, so that people may read it. */
export const xmlDocument = (root: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`

const written = ({ name, attributes, inside }: Xml, indent: string): string => {
  const said = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(value)}"`],
  )
  const start = `${indent}<${name}${said.join('')}`
  if (inside.length === 0) return `${start}/>\n`
  if (inside.some((part) => typeof part === 'string'))
    return `${start}>${inside.map((part) => (typeof part === 'string' ? escaped(part) : written(part, '').trimEnd())).join('')}</${name}>\n`
  return `${start}>\n${inside.map((part) => (typeof part === 'string' ? '' : written(part, `${indent}  `))).join('')}${indent}</${name}>\n`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

// XML cannot say most control characters at all, and would read line ends and tabs in attributes as spaces.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
const unsayable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(unsayable, '\ufffd')
    .replace(/[&<>"]/g, (letter) => entities[letter] ?? letter)
    .replace(/[\t\n\r]/g, (letter) => `&#${letter.charCodeAt(0)};`)
