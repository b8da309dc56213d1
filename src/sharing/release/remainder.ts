import { reach, threshold } from './format.ts'

/** A published line: how many cells are shown and hidden, how many shown ones surely stand above the threshold, its margin. */
export type PublishedLine = { shown: number; hidden: number; loose: number; margin: number; leastMargin: number }

/**
 * What a line with so many shown and hidden cells may leave over, least and most: enough for one hidden cell to be 9 and
 * little enough for it to be 0, with every published value four off. Without hidden cells nothing may be left.
 */
export const remainderOf = ({
  shown,
  hidden,
}: Pick<PublishedLine, 'shown' | 'hidden'>): [least: number, most: number] => {
  if (hidden === 0) return [0, 0]
  const slack = reach * (shown + 1)
  return [Math.max(0, threshold - 1 - slack), Math.min(threshold * hidden, (threshold - 1) * (hidden - 1) + slack)]
}

/**
 * The same, knowing that a shown cell is no less than 10 and a margin no less than its least: then a 10 is not four off
 * downwards. What keeps to this is hardly ever refused by the audit.
 */
export const strictRemainderOf = (line: PublishedLine): [least: number, most: number] => {
  const [least, most] = remainderOf(line)
  const { shown, hidden, loose, margin, leastMargin } = line
  if (hidden === 0) return [least, most]
  const below = Math.max(0, Math.min(reach, margin - leastMargin) + reach * shown)
  return [Math.max(least, threshold - 1 - reach * (loose + 1)), Math.min(most, (threshold - 1) * (hidden - 1) + below)]
}
