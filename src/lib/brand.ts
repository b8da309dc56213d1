import { isColour } from './colour.ts'
import { type Brand, brands, type Palette, paletteOf, type Theme } from './palette.ts'
import { sha256 } from './tokens.ts'

export type Logo = { hash: string; type: 'png' | 'jpg' | 'webp'; width: number; height: number }

/** How a centre looks wherever it shows itself. */
export type Look = { brand: Brand; brand_color: string | null; logo: Logo | null }

/**
 * Where the colours are, `/brand/steel.0a1b2c3d4e5f.css` or `/brand/a1b2c3.….css`: named by what they are and by what
 * the file says, so a centre's choice is a new address and the file itself needs no database. None for the default.
 */
export const sheetPath = ({ brand, brand_color }: Pick<Look, 'brand' | 'brand_color'>): string | undefined =>
  brand === 'spring' ? undefined : `/brand/${sheetOf(brand, brand_color).file}`

export const logoPath = (slug: string, { hash, type }: Logo): string => `/brand/${slug}/logo.${hash}.${type}`

/** The stylesheet in a file of this name, and whether it is still addressed so; none where the name says no colours. */
export const sheetIn = (file: string): { css: string; isCurrent: boolean } | undefined => {
  const name = file.split('.')[0] ?? ''
  const colour = `#${name}`
  const brand = brands.find((known) => known === name && known !== 'own')
  if (!brand && !isColour(colour)) return undefined
  const sheet = brand ? sheetOf(brand, null) : sheetOf('own', colour)
  return { css: sheet.css, isCurrent: sheet.file === file }
}

type Sheet = { css: string; file: string }

const sheetOf = (brand: Brand, colour: string | null): Sheet => {
  const name = brand === 'own' ? (colour ?? '').slice(1) : brand
  const known = sheets.get(name)
  if (known) return known
  const css = cssOf(paletteOf(brand, colour))
  const sheet = { css, file: `${name}.${sha256(css).toString('hex').slice(0, 12)}.css` }
  // anybody may ask for any colour; what follows from its name alone is soon made again
  if (sheets.size >= 500) sheets.clear()
  sheets.set(name, sheet)
  return sheet
}

const sheets = new Map<string, Sheet>()

/** In the layer of the default tokens, so that print and whoever asks for more contrast still have the last word. */
const cssOf = ({ spark, light, dark }: Palette): string => {
  const both = (names: readonly (keyof Theme)[]) =>
    names.map((name) => `--${name}:light-dark(${light[name]},${dark[name]})`).join(';')
  const ofStaff = keysOf(light).filter((name) => name.startsWith('brand'))
  const ofPublic = keysOf(light).filter((name) => !name.startsWith('brand'))
  return `@layer tokens{:root{${both(ofStaff)};--spark:${spark}}[data-look="public"]{${both(ofPublic)}}}\n`
}

// the keys of a theme are written where its type is
const keysOf = (theme: Theme) => Object.keys(theme) as (keyof Theme)[]
