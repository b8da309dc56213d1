import { type Compilable, CompiledQuery } from 'kysely'
import type { Db } from './connection.ts'

/**
 * A statement that is built and compiled the first time it is asked and only filled in afterwards: building costs the
 * busiest pages as much as asking. `build` must give the same statement for all values, and each value one place at least.
 *
 *     const findName = prepared((db, [id]: [string]) => db.selectFrom('members').where('id', '=', id).select('name'))
 *     const [row] = await findName(db, [memberId])
 */
export const prepared = <Values extends readonly string[], Row>(build: (db: Db, values: Values) => Compilable<Row>) => {
  let form: { text: string; places: readonly (number | undefined)[]; parameters: readonly unknown[] } | undefined

  const compile = (db: Db, count: number) => {
    const marks = Array.from({ length: count }, (_, index) => `${mark}${index}`)
    // the marks stand where the values will; strings like these are typed nowhere else
    const { sql, parameters } = build(db, marks as unknown as Values).compile()
    const places = parameters.map((parameter) => (isMark(parameter) ? Number(parameter.slice(mark.length)) : undefined))
    return { text: sql, places, parameters }
  }

  return async (db: Db, values: Values): Promise<Row[]> => {
    form ??= compile(db, values.length)
    const { text, places, parameters } = form
    const filled = places.map((place, index) => (place === undefined ? parameters[index] : values[place]))
    const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, filled))
    return rows
  }
}

const mark = '\u0001value '
const isMark = (parameter: unknown): parameter is string => typeof parameter === 'string' && parameter.startsWith(mark)
