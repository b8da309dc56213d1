import type { ArrayType } from './column-types.ts'

/**
 * What one database has told about its types. Who opens a connection for every request keeps it between them: asking
 * anew costs a round trip a connection for the array types, and one a statement for its parameters.
 */
export type Known = { arrays?: ArrayType[]; statements: Map<string, readonly number[]> }

export const nothingKnown = (): Known => ({ statements: new Map() })

const mostStatements = 1000

/** The types of a statement's parameters depend on its text and on the kinds of values the driver recognises itself. */
export const signatureOf = (text: string, values: readonly unknown[]) => `${values.map(kindOf)} ${text}`

const kindOf = (value: unknown) => {
  if (value instanceof Date) return 'date'
  if (value instanceof Uint8Array) return 'bytes'
  return typeof value === 'boolean' || typeof value === 'bigint' ? typeof value : ''
}

export const remember = ({ statements }: Known, signature: string, types: readonly number[] | undefined) => {
  if (!types || types.includes(0)) return
  if (statements.size >= mostStatements) statements.clear()
  statements.set(signature, [...types])
}

/**
 * Sends statement and values at once. postgres.js waits for the description of a statement that has parameters and is
 * new to the connection, and has no option against it; with every type given there is nothing to wait for.
 */
export const withoutWaiting = <Query extends object>(query: Query): Query =>
  Object.defineProperty(query, 'describeFirst', { get: () => false, set: () => {} })
