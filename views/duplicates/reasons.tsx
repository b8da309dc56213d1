import type { Reason } from '../../src/contacts/matching/score.ts'
import type { StaffKey, StaffT } from '../messages/index.ts'

/** 'stejný telefon, podobné jméno'; what speaks for it first, then what speaks against it. */
export const Reasons = ({ t, reasons }: { t: StaffT; reasons: readonly Reason[] }) => {
  const [speaksFor, speaksAgainst] = [
    said(
      t,
      reasons.filter(({ bits }) => bits > 0),
    ),
    said(
      t,
      reasons.filter(({ bits }) => bits <= 0),
    ),
  ]
  return (
    <>
      {speaksFor}
      {speaksAgainst && <span class="muted"> · {speaksAgainst}</span>}
    </>
  )
}

const said = (t: StaffT, reasons: readonly Reason[]): string =>
  [
    ...new Set(
      reasons
        .toSorted((one, other) => Math.abs(other.bits) - Math.abs(one.bits))
        // every level of every field has its words
        .map(({ field, level }) => `${field}_${level}`)
        .map((code) => t(`reason.${code}` as StaffKey)),
    ),
  ].join(', ')
