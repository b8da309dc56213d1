/**
 * What may be logged of an error: where it happened and what kind it is. Messages quote what people typed and statements
 * carry their values, so quoted words, addresses and tokens are taken out, and of the stack only its lines are kept.
 */
export const traceOf = (thrown: unknown) => {
  const error = thrown instanceof Error ? thrown : new Error('something that is no error was thrown')
  const { code, table_name, column_name, constraint_name }: Known = { ...error }
  const known = { code, table: table_name, column: column_name, constraint: constraint_name }
  return {
    name: error.name,
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => typeof value === 'string')),
    message: withoutValues(error.message),
    stack: framesOf(error.stack),
  }
}

type Known = Error & { code?: unknown; table_name?: unknown; column_name?: unknown; constraint_name?: unknown }

const withoutValues = (message: string): string =>
  message
    .replace(/"[^"]*"?/g, '"…"')
    .replace(/\S+@\S+/gu, '…')
    .replace(/[\w-]{32,}/g, '…')
    .split('\n', 1)
    .join('')
    .slice(0, 300)

const framesOf = (stack = ''): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .join('\n')
