import { createHmac, createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto'
import { sha256Hex } from './hashes.ts'

export type ReleaseKeys = { rounding: Buffer; signing: KeyObject; publicKeyPem: string; keyId: string }

/** What a centre's 32 secret bytes are good for: one key to round with, one to sign with. */
export const keysFrom = (secret: Uint8Array): ReleaseKeys => {
  if (secret.length !== 32) throw new Error('A release key has 32 bytes.')
  const signing = signingKeyFrom(derived(secret, 'krajan signing'))
  const publicKey = createPublicKey(signing)
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  return { rounding: derived(secret, 'krajan rounding'), signing, publicKeyPem, keyId: keyIdOf(publicKeyPem) }
}

/** The first 16 hex digits of the SHA-256 of a public key in DER, to tell keys apart by eye. */
export const keyIdOf = (publicKeyPem: string): string =>
  sha256Hex(createPublicKey(publicKeyPem).export({ type: 'spki', format: 'der' })).slice(0, 16)

/** A number between 0 and 1, both excluded, that nobody without the key can know: HMAC-SHA256 of what it is about. */
export const chanceOf = (rounding: Buffer, about: string): number => {
  const digest = createHmac('sha256', rounding).update(about).digest()
  return (Number(digest.readBigUInt64BE() >> 12n) + 0.5) / 2 ** 52
}

const derived = (secret: Uint8Array, label: string) => Buffer.from(hkdfSync('sha256', secret, '', label, 32))

/** The 32 bytes of an Ed25519 key in the envelope of RFC 8410. */
const signingKeyFrom = (seed: Buffer) =>
  createPrivateKey({ key: Buffer.concat([pkcs8Ed25519, seed]), format: 'der', type: 'pkcs8' })

const pkcs8Ed25519 = Buffer.from('302e020100300506032b657004220420', 'hex')
