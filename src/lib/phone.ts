import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** '777 123 456' -> '+420777123456' (E.164); undefined for what is no phone number. A number without a prefix is Czech. */
export const normalPhone = (typed: string): string | undefined => {
  const phone = parsePhoneNumberFromString(typed, 'CZ')
  return phone?.isValid() ? phone.number : undefined
}

export const readablePhone = (e164: string): string => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164
