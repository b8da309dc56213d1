import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'

const tokens = await readFile(new URL('../../views/styles/tokens.css', import.meta.url), 'utf8')

type Theme = 'light' | 'dark'
type Colour = readonly [number, number, number]

/** The colours of one look in one theme, as a browser would resolve them. */
const coloursOf = (look: 'public' | 'staff', theme: Theme) => {
  const blocks = [...tokens.matchAll(/(?<!\S)(:root|\[data-look="staff"\]) \{([^}]*)\}/g)]
  const before = tokens.indexOf('@media')
  const colours = new Map<string, string>()
  for (const { 1: selector, 2: body = '', index } of blocks) {
    if (index > before || (selector !== ':root' && look === 'public')) continue
    for (const [, name = '', light = '', dark = ''] of body.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g))
      colours.set(name, theme === 'light' ? light : dark)
  }
  return (name: string): Colour => {
    const [, red = '', green = '', blue = ''] = /^#(\w\w)(\w\w)(\w\w)$/.exec(colours.get(name) ?? '') ?? []
    if (!red) throw new Error(`no colour ${name} in ${look} ${theme}`)
    return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)]
  }
}

/** Relative luminance and contrast as WCAG 2 defines them. */
const luminance = (colour: Colour) => {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: Colour, other: Colour) => {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (bright + 0.05) / (dim + 0.05)
}

const grounds = ['paper', 'surface', 'sunken']
const texts: [string, string[]][] = [
  ['ink', grounds],
  ['ink-soft', grounds],
  ['good', [...grounds, 'good-soft']],
  ['waiting', [...grounds, 'waiting-soft']],
  ['bad', [...grounds, 'bad-soft']],
]

describe.each([
  ['public', 'light'],
  ['public', 'dark'],
  ['staff', 'light'],
  ['staff', 'dark'],
] as const)('on %s pages in the %s', (look, theme) => {
  const colour = coloursOf(look, theme)

  test('every text stands out 4.5 to 1 from whatever it may stand on', () => {
    const weak = texts.flatMap(([text, places]) =>
      places
        .map((place) => ({ text, place, ratio: contrast(colour(text), colour(place)) }))
        .filter(({ ratio }) => ratio < 4.5),
    )
    expect(weak).toEqual([])
  })

  test('every edge of a field stands out 3 to 1', () => {
    const weak = grounds.filter((place) => contrast(colour('line-strong'), colour(place)) < 3)
    expect(weak).toEqual([])
  })
})

test('the measure itself is the one of WCAG', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBe(21)
  expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2)
})
