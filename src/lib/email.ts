import { domainToASCII } from 'node:url'

/** The form in which two addresses are compared: trimmed, NFC, lower case, the domain in ASCII. */
export const normalEmail = (address: string): string => {
  const [local = '', domain = ''] = address.trim().normalize('NFC').toLowerCase().split('@')
  return `${local}@${domainToASCII(domain) || domain}`
}
