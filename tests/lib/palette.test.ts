import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sheetIn, sheetPath } from '../../src/lib/brand.ts'
import { contrast, fromOklch, toOklch } from '../../src/lib/colour.ts'
import { derived, fixed, type Palette, paletteNames, paletteOf, type Theme } from '../../src/lib/palette.ts'

const tokens = await readFile(new URL('../../views/styles/tokens.css', import.meta.url), 'utf8')
const letterOfMark = '#fffdf8'
const selected = '#221f1a'

/** Pairs that meet on a page and what they must be apart, WCAG 2.2: 1.4.3 for text, 1.4.11 for what is only seen. */
const pairs = (theme: Theme, name: 'light' | 'dark'): [said: string, one: string, other: string, least: number][] => {
  const { inks, staff } = fixed[name]
  const { paper, surface, sunken } = theme
  const grounds = [paper, surface, sunken, theme['hill-far'], theme['hill-near'], theme['brand-soft'], ...staff]
  const all = (said: string, colour: string, on: readonly string[], least: number) =>
    on.map((ground): [string, string, string, number] => [`${said} on ${ground}`, colour, ground, least])
  return [
    ...inks.flatMap((ink) => all('ink', ink, grounds, 4.5)),
    ...all('link', theme['brand-text'], grounds, 4.5),
    ...all('link under the pointer', theme['brand-strong'], grounds, 4.5),
    ...all('button', theme['brand-ink'], [theme.brand, theme['brand-strong']], 4.5),
    ...all('button on a page', theme.brand, [paper, surface, ...staff], 3),
    ...all('mark', theme['brand-mark'], [paper, surface, ...staff], 3),
    ...all('letter of the mark', letterOfMark, [theme['brand-mark']], 3),
  ]
}

const tooClose = ({ spark, light, dark }: Palette): string[] =>
  [...pairs(light, 'light'), ...pairs(dark, 'dark'), ['selection', selected, spark, 4.5] as const]
    .filter(([, one, other, least]) => contrast(one, other) < least)
    .map(([said, one, other]) => `${said}: ${one} and ${other} are ${contrast(one, other).toFixed(2)} apart`)

describe('contrast', () => {
  test.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#ffffff', 4.54],
    ['#ff0000', '#0000ff', 2.15],
  ])('of %s and %s is %d, as WCAG counts it', (one, other, apart) => {
    expect(contrast(one, other)).toBeCloseTo(apart, 2)
    expect(contrast(other, one)).toBe(contrast(one, other))
  })
})

const colour = fc.nat(0xffffff).map((value) => `#${value.toString(16).padStart(6, '0')}`)

test('a colour taken to OKLCH and back is the same colour', () => {
  fc.assert(
    fc.property(colour, (given) => fromOklch(toOklch(given)) === given),
    { numRuns: 5000 },
  )
})

describe('a palette', () => {
  test.each(paletteNames)('%s can be read by day and by night', (name) => {
    expect(tooClose(paletteOf(name, null))).toEqual([])
  })

  test('of any main colour can be read by day and by night', () => {
    fc.assert(
      fc.property(colour, (main) => tooClose(derived(main, '#ffc24d')).length === 0),
      { numRuns: 2000 },
    )
    for (const main of ['#000000', '#ffffff', '#ffff00', '#00ff00', '#0000ff', '#808080', '#ff00ff', '#ffc24d'])
      expect([main, tooClose(paletteOf('own', main))]).toEqual([main, []])
  })

  test('keeps a main colour that can be read as it is', () => {
    for (const main of ['#7d2a52', '#1d4f91', '#5b2d90']) expect(derived(main, '#ffc24d').light.brand).toBe(main)
  })

  test('keeps the hue of one that cannot', () => {
    const { light, dark } = derived('#f5b800', '#ffc24d')
    for (const made of [light.brand, dark.brand]) expect(toOklch(made).h).toBeCloseTo(toOklch('#f5b800').h, 1)
  })

  test('called spring is what the stylesheet says by itself', () => {
    const { light, dark, spark } = paletteOf('spring', null)
    for (const [name, value] of Object.entries(light)) {
      const night = Object.entries(dark).find(([other]) => other === name)?.[1]
      expect(tokens).toContain(`--${name}: light-dark(${value}, ${night});`)
    }
    expect(tokens).toContain(`--spark: ${spark};`)
  })

  test('has the grounds of the staff and the inks as the stylesheet has them', () => {
    const { light, dark } = fixed
    const staff = ['paper', 'surface', 'sunken'].map(
      (name, at) => `--${name}: light-dark(${light.staff[at]}, ${dark.staff[at]});`,
    )
    const inks = ['ink', 'ink-soft'].map((name, at) => `--${name}: light-dark(${light.inks[at]}, ${dark.inks[at]});`)
    for (const said of [...staff, ...inks]) expect(tokens).toContain(said)
  })
})

describe('the stylesheet of a palette', () => {
  test('has an address of its own, and the default needs none', () => {
    const paths = [...paletteNames, 'own' as const].map((brand) => sheetPath({ brand, brand_color: '#7d2a52' }))
    expect(paths[0]).toBeUndefined()
    expect(new Set(paths).size).toBe(6)
    expect(paths.slice(1).every((path) => /^\/brand\/[a-z0-9]+\.[0-9a-f]{12}\.css$/.test(path ?? ''))).toBe(true)
  })

  test('of any colour is made of custom properties and colours, and of nothing else', () => {
    const property = '--[a-z-]+:light-dark\\(#[0-9a-f]{6},#[0-9a-f]{6}\\)'
    const form = new RegExp(
      `^@layer tokens\\{:root\\{(?:${property};)+--spark:#[0-9a-f]{6}\\}\\[data-look="public"\\]\\{${property}(?:;${property})*\\}\\}\\n$`,
    )
    fc.assert(
      fc.property(colour, (main) => form.test(sheetIn(`${main.slice(1)}.000000000000.css`)?.css ?? '')),
      {
        numRuns: 300,
      },
    )
  })

  test('is current under the address pages link to, and old under any other', () => {
    const file = sheetPath({ brand: 'steel', brand_color: null })?.split('/').at(-1) ?? ''
    expect(sheetIn(file)?.isCurrent).toBe(true)
    expect(sheetIn('steel.000000000000.css')).toEqual({ css: sheetIn(file)?.css, isCurrent: false })
  })

  test.each(['own', 'nothing', 'ABCDEF', 'abcde', 'abcdefa', '__proto__', 'constructor', ''])(
    'of "%s" is none',
    (name) => expect(sheetIn(`${name}.000000000000.css`)).toBeUndefined(),
  )
})
