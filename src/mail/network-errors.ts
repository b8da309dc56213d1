/** Whether an attempt failed before any of it reached the other side, so that it may safely be made again. */
export const neverLeft = (error: unknown): boolean => codesOf(error).some((code) => beforeConnection.has(code))

const beforeConnection = new Set<unknown>([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EDNS',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** The codes of an error, of its causes, and of the attempts an AggregateError gathers. */
const codesOf = (error: unknown, depth = 0): unknown[] => {
  if (!(error instanceof Error) || depth > 4) return []
  const { code, originalCode, timeoutType }: Coded = error
  const gathered: unknown[] = error instanceof AggregateError ? error.errors : []
  return [code, originalCode, timeoutType, ...[error.cause, ...gathered].flatMap((inner) => codesOf(inner, depth + 1))]
}

type Coded = Error & { code?: unknown; originalCode?: unknown; timeoutType?: unknown }
