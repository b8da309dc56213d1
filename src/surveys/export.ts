import { stringify } from 'csv-stringify/sync'
import type { StaffT } from '../../views/messages/index.ts'
import type { ChoiceResult, QuestionResult } from './results.ts'

/** The results as a spreadsheet of a Czech office opens them: BOM, semicolons, a comma in numbers, no formulas. */
export const csvOf = (t: StaffT, results: readonly QuestionResult[]): string => {
  const header = [
    t('results.question_code'),
    t('results.question'),
    t('results.choice_code'),
    t('results.choice'),
    t('results.count'),
    t('results.base'),
    t('results.share_percent'),
    t('results.low_percent'),
    t('results.high_percent'),
    t('results.best_place'),
    t('results.worst_place'),
    t('results.first_places'),
  ]
  const rows = results.flatMap((result) => result.choices.map((choice) => rowOf(t, result, choice)))
  return stringify([header, ...rows], { bom: true, delimiter: ';', escape_formulas: true, record_delimiter: '\r\n' })
}

const rowOf = (t: StaffT, { question, base }: QuestionResult, choice: ChoiceResult) => {
  const percent = (share: number) =>
    base === 0 ? '' : new Intl.NumberFormat(t.lang, { maximumFractionDigits: 1 }).format(100 * share)
  return [
    question.code,
    question.wording,
    choice.code,
    choice.label,
    choice.count,
    base,
    percent(choice.share),
    percent(choice.interval.low),
    percent(choice.interval.high),
    choice.rank?.best ?? '',
    choice.rank?.worst ?? '',
    question.kind === 'ranking' ? choice.first : '',
  ]
}
