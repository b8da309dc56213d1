import { languageName } from '../../src/lib/format.ts'
import { spokenLanguages } from '../../src/lib/words.ts'
import type { StaffT } from '../messages/index.ts'

/** A tick for each language somebody can be spoken to in. */
export const LanguageTicks = ({ t, typed, legend }: { t: StaffT; typed: Record<string, string>; legend: string }) => (
  <fieldset class="field">
    <legend class="field-label">{legend}</legend>
    <div class="ticks">
      {spokenLanguages.map((code) => (
        <div class="field-check">
          <input
            class="check"
            type="checkbox"
            id={`also-${code}`}
            name={`also_${code}`}
            value="on"
            checked={typed[`also_${code}`] === 'on'}
          />
          <label class="check-label" for={`also-${code}`}>
            {languageName(t, code)}
          </label>
        </div>
      ))}
    </div>
  </fieldset>
)

export const languageNames = (t: { readonly lang: string }, codes: readonly string[]) =>
  codes.map((code) => languageName(t, code)).join(', ')
