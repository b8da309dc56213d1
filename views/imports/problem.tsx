import type { Problem } from '../../src/imports/reading/limits.ts'
import { Flash } from '../components/flash.tsx'
import type { StaffT } from '../messages/index.ts'

export type ShownProblem = { problem: Problem; line?: number }

/** Why a file cannot be read, in words that help to make one that can. */
export const ProblemFlash = ({ t, problem: { problem, line } }: { t: StaffT; problem: ShownProblem }) => (
  <Flash tone="bad" title={t('imports.refused')}>
    {t(`imports.problem.${problem}`)} {line ? t('imports.line', { line }) : ''}
  </Flash>
)
