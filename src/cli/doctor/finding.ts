export type Finding = {
  check: string
  state: 'ok' | 'warning' | 'problem'
  says: string
  /** What to do about it; nothing when all is well. */
  todo?: string
}

export const ok = (check: string, says: string): Finding => ({ check, state: 'ok', says })
export const warning = (check: string, says: string, todo: string): Finding => ({ check, state: 'warning', says, todo })
export const problem = (check: string, says: string, todo: string): Finding => ({ check, state: 'problem', says, todo })

export const saidBy = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** 1 mail, 2 mails. */
export const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

const marks = { ok: 'ok     ', warning: 'warning', problem: 'PROBLEM' } as const

/** One line a finding. */
export const asLines = (findings: Finding[]): string =>
  findings
    .map(({ check, state, says, todo }) => `${marks[state]}  ${check.padEnd(12)} ${says}${todo ? ` → ${todo}` : ''}`)
    .join('\n')
