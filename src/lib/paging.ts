/** Where the next page of a keyset list begins: the sort values of the last row, opaque in the address. */
export const encodeCursor = (values: readonly string[]) => Buffer.from(JSON.stringify(values)).toString('base64url')

/** The values again, or undefined for anything that is not a cursor of that many texts. */
export const decodeCursor = (cursor: string | undefined, length: number): string[] | undefined => {
  if (!cursor) return undefined
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const fits = Array.isArray(values) && values.length === length && values.every((value) => typeof value === 'string')
    return fits ? values : undefined
  } catch {
    return undefined
  }
}

export type Page<Row> = { rows: Row[]; next: string | undefined }

/** Turns `size + 1` fetched rows into a page and the cursor behind it. */
export const pageOf = <Row>(fetched: Row[], size: number, key: (row: Row) => readonly string[]): Page<Row> => {
  const rows = fetched.slice(0, size)
  const last = rows.at(-1)
  return { rows, next: fetched.length > size && last ? encodeCursor(key(last)) : undefined }
}
