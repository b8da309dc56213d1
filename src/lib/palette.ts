import { contrast, fromOklch, type Oklch, toOklch } from './colour.ts'

export const paletteNames = ['spring', 'steel', 'river', 'dragon', 'castle'] as const
export type PaletteName = (typeof paletteNames)[number]

export const brands = [...paletteNames, 'own'] as const
export type Brand = (typeof brands)[number]

/** The custom properties a centre makes its own, in one theme. */
export type Theme = {
  brand: string
  'brand-strong': string
  'brand-ink': string
  'brand-text': string
  'brand-soft': string
  'brand-mark': string
  paper: string
  surface: string
  sunken: string
  'hill-far': string
  'hill-near': string
}
export type Palette = { spark: string; light: Theme; dark: Theme }

/** What stays the same in every palette, and is read on its grounds: inks, and the staff's neutral pages. */
export const fixed = {
  light: { inks: ['#221f1a', '#5c5549'], staff: ['#f6f4f0', '#ffffff', '#efece6'] },
  dark: { inks: ['#f2ede4', '#bab1a3'], staff: ['#171613', '#211f1b', '#2a2722'] },
} as const

/** The colours of a centre; `spring` is what the stylesheet says by itself. */
export const paletteOf = (brand: Brand, colour: string | null): Palette => {
  if (brand === 'own') return derived(colour ?? spring.light.brand, spark)
  if (brand === 'spring') return spring
  return derived(...mains[brand])
}

/**
 * A whole palette from one main colour: hue and colourfulness stay, lightness gives way in steps of OKLCH until the
 * contrasts of WCAG 2.2 hold, 4.5 for text and 3 for what is only seen. Black and white always hold, so it always ends.
 */
export const derived = (main: string, accent: string): Palette => {
  const colour = toOklch(main)
  return { spark: accent, light: lightTheme(colour), dark: darkTheme(colour) }
}

const lightTheme = (main: Oklch): Theme => {
  const grounds = {
    paper: tint(main, 0.968, 0.008),
    surface: tint(main, 0.992, 0.003),
    sunken: tint(main, 0.938, 0.014),
    'hill-far': tint(main, 0.922, 0.02),
    'hill-near': tint(main, 0.893, 0.028),
  }
  const soft = tint(main, 0.94, 0.03)
  const pages = [...Object.values(grounds), soft, ...fixed.light.staff]
  const isText = on(pages, 4.5)
  const brand = moved(main, -1, (shown) => isText(shown) && contrast(shown, '#ffffff') >= 4.5)
  return {
    brand: fromOklch(brand),
    'brand-strong': fromOklch({ ...brand, l: brand.l - 0.09 }),
    'brand-ink': '#ffffff',
    'brand-text': fromOklch(brand),
    'brand-soft': soft,
    'brand-mark': fromOklch(brand),
    ...grounds,
  }
}

const darkTheme = (main: Oklch): Theme => {
  const grounds = {
    paper: tint(main, 0.2, 0.01),
    surface: tint(main, 0.24, 0.012),
    sunken: tint(main, 0.275, 0.014),
    'hill-far': tint(main, 0.228, 0.012),
    'hill-near': tint(main, 0.262, 0.015),
  }
  const soft = tint(main, 0.31, 0.045)
  const ink = tint(main, 0.22, 0.06)
  const pages = [...Object.values(grounds), soft, ...fixed.dark.staff]
  const isText = on([...pages, ink], 4.5)
  const brand = moved({ ...main, l: 0.8, c: Math.min(main.c, 0.12) }, 1, isText)
  const isMark = on([grounds.paper, grounds.surface, ...fixed.dark.staff], 3)
  return {
    brand: fromOklch(brand),
    'brand-strong': fromOklch({ ...brand, l: brand.l + 0.07 }),
    'brand-ink': ink,
    'brand-text': fromOklch(brand),
    'brand-soft': soft,
    'brand-mark': fromOklch(moved({ ...main, l: 0.5, c: Math.min(main.c, 0.17) }, 1, isMark)),
    ...grounds,
  }
}

/** A ground of the main colour's hue; a grey has none to give. */
const tint = ({ c, h }: Oklch, l: number, most: number): string => fromOklch({ l, c: Math.min(most, c / 3), h })

const on =
  (grounds: readonly string[], least: number) =>
  (shown: string): boolean =>
    grounds.every((ground) => contrast(shown, ground) >= least)

const moved = (colour: Oklch, direction: 1 | -1, holds: (shown: string) => boolean): Oklch => {
  let { l } = colour
  while (!holds(fromOklch({ ...colour, l })) && l > 0 && l < 1) l += direction * 0.005
  return { ...colour, l }
}

const spark = '#ffc24d'

/** A main colour and its accent, each named after what the place is known for. */
const mains: Record<Exclude<PaletteName, 'spring'>, [main: string, accent: string]> = {
  steel: ['#2b5876', '#ff9d5c'],
  river: ['#0b6b66', '#ffd166'],
  dragon: ['#3b6a1e', '#ffb84d'],
  castle: ['#7d2a52', '#f4c453'],
}

/** As views/styles/tokens.css has it; a test holds them together. */
const spring: Palette = {
  spark,
  light: {
    brand: '#2540a8',
    'brand-strong': '#182c80',
    'brand-ink': '#ffffff',
    'brand-text': '#2540a8',
    'brand-soft': '#e7ebfa',
    'brand-mark': '#2540a8',
    paper: '#f8f3ea',
    surface: '#fffdf9',
    sunken: '#f1eadd',
    'hill-far': '#ece3d2',
    'hill-near': '#e3d8c3',
  },
  dark: {
    brand: '#aebcff',
    'brand-strong': '#cbd4ff',
    'brand-ink': '#10194a',
    'brand-text': '#b4c1ff',
    'brand-soft': '#272d4d',
    'brand-mark': '#5a74e6',
    paper: '#181613',
    surface: '#221f1b',
    sunken: '#2b2722',
    'hill-far': '#211e1a',
    'hill-near': '#292520',
  },
}
