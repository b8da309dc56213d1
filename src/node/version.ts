import { readFileSync } from 'node:fs'

const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
)

/** Of this Krajan, as backups, the log and the doctor name it. */
export const krajanVersion = version
