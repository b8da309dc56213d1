import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { memo } from './memo.ts'

/** '777 123 456' -> '+420777123456' (E.164); undefined for what is no phone number. A number without a prefix is Czech. */
export const normalPhone = (typed: string): string | undefined => {
  const phone = parsePhoneNumberFromString(typed, 'CZ')
  return phone?.isValid() ? phone.number : undefined
}

/** '777123456' -> '+420 777 123 456'; what is no phone number stays as it is. */
export const readablePhone = memo(
  (typed: string): string => parsePhoneNumberFromString(typed, 'CZ')?.formatInternational() ?? typed,
)
