import { parseArgs } from 'node:util'

export type Options = {
  /** Workloads asked for; none for all. */
  only: string[]
  rounds: number
  seconds: number
  contacts: number
  install: boolean
}

export const readOptions = (args: string[]): Options => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      contacts: { type: 'string', default: '100000' },
      quick: { type: 'boolean', default: false },
      install: { type: 'boolean', default: false },
    },
  })
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 3))
  const seconds = Number(values.seconds ?? (values.quick ? 2 : 10))
  const contacts = Number(values.contacts)
  if (![rounds, seconds, contacts].every((number) => number > 0))
    throw new Error('--rounds, --seconds and --contacts take numbers above zero.')
  return { only: positionals, rounds, seconds, contacts, install: values.install }
}
