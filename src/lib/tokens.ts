import { createHash, createHmac, randomBytes } from 'node:crypto'

/** 256 random bits for an address in a mail; only its hash is ever stored. */
export const newToken = () => randomBytes(32).toString('base64url')

export const tokenPattern = '[A-Za-z0-9_-]{43}'

export const sha256 = (text: string | Uint8Array): Buffer => createHash('sha256').update(text).digest()

/** A hash that only who knows the key can compare with a guess. */
export const keyedHash = (key: string, text: string): Buffer => createHmac('sha256', key).update(text).digest()
