export { v4 as randomId, v7 as newId } from 'uuid'

export const uuidPattern = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
export const isUuid = (text: string) => new RegExp(`^${uuidPattern}$`).test(text)
