import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits for an address in a mail; only its hash is ever stored. */
export const newToken = () => randomBytes(32).toString('base64url')

export const tokenPattern = '[A-Za-z0-9_-]{43}'

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
