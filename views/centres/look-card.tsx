import { isColour } from '../../src/lib/colour.ts'
import { type Brand, brands, paletteOf, type Theme } from '../../src/lib/palette.ts'
import { Card } from '../components/card.tsx'
import { fieldId, TextField } from '../components/field.tsx'
import { FieldNotes } from '../components/field-notes.tsx'
import type { SettingsProps } from './settings.tsx'
import { field } from './settings-fields.tsx'

/** Five palettes and one's own, each shown as it looks by day and by night. */
export const LookCard = (props: SettingsProps) => {
  const { t, form, conflict } = props
  const chosen = form.typed.brand ?? ''
  const colour = form.typed.brand_color ?? ''
  const { hint, error } = field(
    { ...props, form: { ...form, typed: { brand: saidBrand(props, chosen) } }, ...saidConflict(props, conflict) },
    'brand',
  )
  return (
    <Card title={t('centre_settings.look')} id="look">
      <fieldset class="field">
        <legend class="field-label">{t('centre_settings.palette')}</legend>
        <FieldNotes id={fieldId('brand')} hint={hint} {...(error ? { error } : {})} />
        <div class="palettes">
          {brands.map((brand, at) => (
            <label class="palette">
              <input
                class="check"
                type="radio"
                id={at === 0 ? fieldId('brand') : undefined}
                name="brand"
                value={brand}
                checked={brand === chosen}
              />
              <span>{t(`palette.${brand}`)}</span>
              {(brand !== 'own' || isColour(colour)) && (
                <Sample brand={brand} colour={colour} word={t('palette.link')} />
              )}
            </label>
          ))}
        </div>
      </fieldset>
      <TextField
        {...field(props, 'brand_color', t('centre_settings.brand_color_hint'))}
        width="short"
        maxlength={7}
        autocomplete="off"
        spellcheck={false}
      />
    </Card>
  )
}

/** A code is not what a person compares. */
const saidBrand = ({ t }: SettingsProps, code: string): string => {
  const brand = brands.find((known) => known === code)
  return brand ? t(`palette.${brand}`) : ''
}

const saidConflict = (props: SettingsProps, conflict: SettingsProps['conflict']) =>
  conflict ? { conflict: { brand: saidBrand(props, conflict.brand ?? '') } } : {}

/** Drawn with attributes, because a style would need an exception from our own rules. */
const Sample = ({ brand, colour, word }: { brand: Brand; colour: string; word: string }) => {
  const { spark, light, dark } = paletteOf(brand, colour)
  return (
    <svg class="palette-sample" viewBox="0 0 200 64" aria-hidden="true">
      <Half theme={light} spark={spark} at={0} ink="#221f1a" word={word} />
      <Half theme={dark} spark={spark} at={100} ink="#f2ede4" word={word} />
    </svg>
  )
}

type HalfProps = { theme: Theme; spark: string; at: number; ink: string; word: string }

const Half = ({ theme, spark, at, ink, word }: HalfProps) => (
  <g transform={`translate(${at})`}>
    <rect width="100" height="64" fill={theme.paper} />
    <path d="M0 54c22-10 44-10 60-4s28 2 40-2v16H0z" fill={theme['hill-near']} />
    <rect x="8" y="8" width="84" height="36" rx="5" fill={theme.surface} />
    <rect x="14" y="13" width="11" height="11" rx="3" fill={theme['brand-mark']} />
    <circle cx="21.5" cy="16.5" r="1.8" fill={spark} />
    <rect x="30" y="16" width="24" height="4" rx="2" fill={ink} />
    <text x="60" y="22" font-size="8" fill={theme['brand-text']} text-decoration="underline">
      {word}
    </text>
    <rect x="14" y="29" width="34" height="11" rx="3" fill={theme.brand} />
    <rect x="20" y="33" width="22" height="3" rx="1.5" fill={theme['brand-ink']} />
    <rect x="53" y="29" width="33" height="11" rx="3" fill={theme['brand-soft']} />
    <rect x="58" y="33" width="22" height="3" rx="1.5" fill={theme['brand-text']} />
  </g>
)
