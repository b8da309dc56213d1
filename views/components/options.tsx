import type { Child } from 'hono/jsx'
import { remembered } from './remembered.ts'

export type Option = { value: string; label: string; disabled?: boolean }

type Choosing = { options: readonly Option[]; value?: string | null | undefined }

/** All countries are one list as long as the server runs: it need not be read to be known again. */
export const Options = (props: Choosing) => {
  const texts = ofLists.get(props.options) ?? new Map<Choosing['value'], Child>()
  ofLists.set(props.options, texts)
  const text = texts.get(props.value) ?? OptionsInWords(props)
  // what is chosen may be anything that stands in an address
  if (texts.size >= 300) texts.clear()
  texts.set(props.value, text)
  return <>{text}</>
}

const ofLists = new WeakMap<readonly Option[], Map<Choosing['value'], Child>>()

/** A centre's hundred municipalities are the same on the next page. */
const OptionsInWords = remembered(
  ({ options, value }: Choosing) => (
    <>
      {options.map((option) => (
        <option value={option.value} selected={option.value === value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </>
  ),
  ({ options, value }) => [value, ...options.flatMap((option) => [option.value, option.label, option.disabled])],
  200,
)
