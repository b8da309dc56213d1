// A class, because callers and test runners tell errors apart by name and cause.
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
])
// Class 08 is the connection, 57P01..03 a server going down or coming up, 53300 one with no seat left.
const serverCode = /^(08...|57P0[123]|53300)$/

export const isDatabaseUnavailable = (error: unknown): boolean =>
  error instanceof DatabaseUnavailable || networkCodes.has(errorCode(error)) || serverCode.test(errorCode(error))

export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
