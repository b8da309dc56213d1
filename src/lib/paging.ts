import { isUuid } from './ids.ts'
import { isDay } from './time.ts'

export type Page<Row> = { rows: Row[]; next: string | undefined }

/** What a cursor's values must look like; a cursor stands in the address, so anything may stand in it. */
export type CursorShape = readonly ((value: string) => boolean)[]

export const anyText = (value: string) => value.length <= 500 && !value.includes('\0')
export const anId = isUuid
export const aDay = (value: string) => value === 'infinity' || isDay(value)
export const aMoment = (value: string) =>
  isDay(value.slice(0, 10)) &&
  /^.{10}[ T]([01]\d|2[0-3])(:[0-5]\d){1,2}(\.\d{1,6})?([+-](0\d|1[0-4])(:?[0-5]\d)?|Z)$/.test(value)

/** Where the next page of a keyset list begins: the sort values of the last row, opaque in the address. */
export const encodeCursor = (values: readonly string[]) => Buffer.from(JSON.stringify(values)).toString('base64url')

/** The values again, or undefined for anything that is not such a cursor: the list then begins at its beginning. */
export const decodeCursor = (cursor: string | undefined, shape: CursorShape): string[] | undefined => {
  if (!cursor) return undefined
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(values) || values.length !== shape.length) return undefined
    return values.every((value, index) => typeof value === 'string' && shape[index]?.(value)) ? values : undefined
  } catch {
    return undefined
  }
}

/** Turns `size + 1` fetched rows into a page and the cursor behind it. */
export const pageOf = <Row>(fetched: Row[], size: number, key: (row: Row) => readonly string[]): Page<Row> => {
  const rows = fetched.slice(0, size)
  const last = rows.at(-1)
  return { rows, next: fetched.length > size && last ? encodeCursor(key(last)) : undefined }
}
