import * as z from 'zod'

const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be an address beginning with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  })

const between = (from: number, to: number, { whole = true } = {}) => {
  const error = `must be a number from ${from} to ${to}`
  const fits = (value: number) => value >= from && value <= to && (!whole || Number.isInteger(value))
  return z.coerce.number({ error }).refine(fits, { error })
}
const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  z.enum(words, { error: `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}` })

const Environment = z.object({
  PORT: between(1, 65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url('http:', 'https:').optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_OWNER_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_COUNTER_URL: url('postgres:', 'postgresql:').optional(),
  MAIL_FROM: z.email({ error: 'must be an e-mail address' }).optional(),
  MAILERSEND_API_KEY: z.string().min(1).optional(),
  MAILERSEND_API_URL: url('http:', 'https:').optional(),
  MAILERSEND_WEBHOOK_SECRET: z.string().min(1).optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  SECRET_KEY: z.string().min(32, { error: 'must have at least 32 characters' }).optional(),
  LOG_LEVEL: oneOf('debug', 'info', 'warning', 'error').default('info'),
  TRUSTED_PROXIES: between(0, 5).default(0),
  DRAIN_SECONDS: between(0, 120, { whole: false }).default(0),
  METRICS_TOKEN: z.string().min(16, { error: 'must have at least 16 characters' }).optional(),
  DEMO: oneOf('0', '1').default('0'),
  RATE_LIMITS: oneOf('on', 'off').default('on'),
})

export type Config = Omit<z.infer<typeof Environment>, 'PUBLIC_URL' | 'MAIL_FROM'> & {
  PUBLIC_URL: string
  MAIL_FROM: string
}

/** Reads the environment; every problem is named at once, one a line. An empty variable counts as not set. */
export const readConfig = (
  env: Record<string, string | undefined>,
): { ok: true; config: Config } | { ok: false; message: string } => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Environment.safeParse(given)
  const problems = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`),
    ...clashes(given),
  ]
  if (!parsed.success || problems.length > 0) {
    return {
      ok: false,
      message: `Krajan cannot start, its settings are not right:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    }
  }
  const PUBLIC_URL = (parsed.data.PUBLIC_URL ?? `http://localhost:${parsed.data.PORT}`).replace(/\/+$/, '')
  const MAIL_FROM = parsed.data.MAIL_FROM ?? 'krajan@example.org'
  return { ok: true, config: { ...parsed.data, PUBLIC_URL, MAIL_FROM } }
}

/** What is wrong between two variables; looked for even when one of them is wrong in itself. */
const clashes = (env: Record<string, string | undefined>): string[] => {
  const sends = env.MAILERSEND_API_KEY || env.SMTP_URL
  const rules: [boolean, string][] = [
    [env.RATE_LIMITS === 'off' && env.DEMO !== '1', 'RATE_LIMITS can be off only together with DEMO=1'],
    [
      env.DEMO === '1' && env.NODE_ENV === 'production',
      'DEMO=1 would put invented people with a known password where NODE_ENV is production; unset one of the two',
    ],
    [Boolean(env.DATABASE_URL && env.DEMO !== '1' && !env.SECRET_KEY), 'SECRET_KEY is needed with DATABASE_URL'],
    [Boolean(env.DATABASE_OWNER_URL && !env.DATABASE_URL), 'DATABASE_URL is needed with DATABASE_OWNER_URL'],
    [Boolean(env.DATABASE_COUNTER_URL && !env.DATABASE_URL), 'DATABASE_URL is needed with DATABASE_COUNTER_URL'],
    [
      Boolean(env.MAILERSEND_API_URL && !env.MAILERSEND_API_KEY),
      'MAILERSEND_API_KEY is needed with MAILERSEND_API_URL',
    ],
    [Boolean(env.MAILERSEND_API_KEY && env.SMTP_URL), 'SMTP_URL and MAILERSEND_API_KEY exclude each other'],
    [Boolean(sends && !env.MAIL_FROM), 'MAIL_FROM is needed to send mail'],
  ]
  return rules.filter(([broken]) => broken).map(([, sentence]) => sentence)
}
