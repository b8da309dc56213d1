import { normalEmail } from './email.ts'
import { normalPhone } from './phone.ts'
import type { PointKind } from './words.ts'

/** A way to reach somebody in the one spelling by which it is compared. */
export const normalPoint = (kind: PointKind, value: string): string => {
  if (kind === 'email') return normalEmail(value)
  if (kind === 'phone') return normalPhone(value) ?? value
  return value.trim().toLowerCase()
}
