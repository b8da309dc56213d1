/**
 * Colours as `#rrggbb`. Contrast is that of WCAG 2.2 (relative luminance, W3C), lightness is that of OKLCH
 * (B. Ottosson, "A perceptual color space for image processing"): equal steps of `l` look equal.
 */
export type Oklch = { l: number; c: number; h: number }

export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/.test(text)

/** From 1 (the same) to 21 (black on white). */
export const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** `l` 0–1, `c` 0 to about 0.32, `h` in radians. */
export const toOklch = (colour: string): Oklch => {
  const [r, g, b] = linear(colour)
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const middle = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const l = 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short
  const x = 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short
  const y = 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short
  return { l, c: Math.hypot(x, y), h: Math.atan2(y, x) }
}

/** The nearest colour a screen can show: what is too vivid loses colour, never lightness or hue. */
export const fromOklch = ({ l, c, h }: Oklch): string => {
  const lightness = Math.min(1, Math.max(0, l))
  let [shown, beyond] = [0, c]
  if (fits(toLinear({ l: lightness, c, h }))) shown = c
  else
    for (let step = 0; step < 20; step++) {
      const middle = (shown + beyond) / 2
      if (fits(toLinear({ l: lightness, c: middle, h }))) shown = middle
      else beyond = middle
    }
  const parts = toLinear({ l: lightness, c: shown, h }).map((part) => Math.round(255 * gamma(part)))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

const luminance = (colour: string): number => {
  const [r, g, b] = linear(colour)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

type Rgb = [r: number, g: number, b: number]

const linear = (colour: string): Rgb => {
  const part = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [part(1), part(3), part(5)]
}

const toLinear = ({ l, c, h }: Oklch): Rgb => {
  const [x, y] = [c * Math.cos(h), c * Math.sin(h)]
  const long = (l + 0.3963377774 * x + 0.2158037573 * y) ** 3
  const middle = (l - 0.1055613458 * x - 0.0638541728 * y) ** 3
  const short = (l - 0.0894841775 * x - 1.291485548 * y) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ]
}

const fits = (parts: Rgb) => parts.every((part) => part > -0.0005 && part < 1.0005)

const gamma = (part: number): number => {
  const value = Math.min(1, Math.max(0, part))
  return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055
}
