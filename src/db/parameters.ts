import type postgres from 'postgres'

const maximum = 65_534

/** Refuses what cannot be sent before a byte leaves, and lets the server infer the type of every array not known. */
export const checkedParameters = (
  client: postgres.Sql,
  text: string,
  values: readonly unknown[],
  types?: readonly number[],
): never[] => {
  if (values.length > maximum) {
    throw new RangeError(`A query takes at most ${maximum} parameters, this one has ${values.length}.`)
  }
  const missing = values.findIndex(holdsUndefined)
  if (missing >= 0) throw new TypeError(`Parameter $${missing + 1} is undefined in: ${text.slice(0, 300)}`)
  // postgres.js accepts any value with a serializer; its own parameter type cannot say so.
  const typed = (value: unknown, type: number) => client.typed(value as never, type)
  if (types) return values.map((value, index) => typed(value, types[index] ?? 0)) as never[]
  return values.map((value) => (Array.isArray(value) ? typed(value, 0) : value)) as never[]
}

const holdsUndefined = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.some((element) => element === undefined))
