import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { type Finding, ok, problem, warning } from './finding.ts'

export const publicAddress = ({ PUBLIC_URL, DEMO, TRUSTED_PROXIES }: Config): Finding => {
  const { protocol, hostname } = new URL(PUBLIC_URL)
  if (protocol === 'https:') {
    const says = `${PUBLIC_URL}, cookies are Secure and named __Host-`
    return TRUSTED_PROXIES > 0 || DEMO === '1'
      ? ok('address', says)
      : warning('address', `${says}; no proxy is trusted`, 'set TRUSTED_PROXIES=1 if one ends TLS in front of Krajan')
  }
  if (DEMO === '1' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    return warning(
      'address',
      `${PUBLIC_URL} is for this machine only`,
      'set PUBLIC_URL to the https address people use',
    )
  return problem(
    'address',
    `${PUBLIC_URL} sends passwords and personal data in the clear`,
    'put a proxy with TLS in front and set PUBLIC_URL to its https address',
  )
}

export const secretKey = ({ SECRET_KEY, DATABASE_URL, DATA_DIR }: Config): Finding => {
  if (!SECRET_KEY && DATABASE_URL)
    return problem('secret key', 'SECRET_KEY is not set', 'set it to 32 random characters or more')
  if (!SECRET_KEY)
    return ok(
      'secret key',
      existsSync(join(DATA_DIR, 'secrets.json')) ? 'generated into the data folder' : 'made at the first start',
    )
  return new Set(SECRET_KEY).size < 12
    ? problem('secret key', 'SECRET_KEY can be guessed', 'take the output of: openssl rand -base64 32')
    : ok('secret key', `${SECRET_KEY.length} characters`)
}
