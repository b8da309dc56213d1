import { readablePhone } from '../../../src/lib/phone.ts'
import type { PointKind } from '../../../src/lib/words.ts'

/** A way to reach somebody, one press away. */
export const PointLink = ({ kind, value }: { kind: PointKind; value: string }) => {
  if (kind === 'email') return <a href={`mailto:${value}`}>{value}</a>
  if (kind === 'phone') return <a href={`tel:${value}`}>{readablePhone(value)}</a>
  if (kind === 'messenger') return <span>{value}</span>
  return (
    <a href={value} rel="noopener noreferrer" target="_blank">
      {value.replace(/^https?:\/\//i, '')}
    </a>
  )
}
