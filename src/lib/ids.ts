import { v5 } from 'uuid'

export { v4 as randomId, v7 as newId } from 'uuid'

/** An id that follows from another and a name: of the same two always the same. */
export const partOf = (id: string, name: string): string => v5(name, id)

export const uuidPattern = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
export const isUuid = (text: string) => new RegExp(`^${uuidPattern}$`).test(text)
