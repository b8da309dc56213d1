import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** OWASP's set for scrypt at 32 MB: N=2^15, r=8, p=3. The parameters are stored with the hash. */
const cost = { N: 2 ** 15, r: 8, p: 3 }

/** 'scrypt$32768$8$3$<salt>$<hash>', salt and hash in base64url */
export const hashPassword = async (password: string, chosen = cost): Promise<string> => {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, chosen)
  return ['scrypt', chosen.N, chosen.r, chosen.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** Costs the same with and without a hash to compare with, so that time tells nobody which accounts exist. */
export const passwordMatches = async (password: string, stored: string | null | undefined): Promise<boolean> => {
  const [, N, r, p, salt = '', hash = ''] = (stored ?? nobody).split('$')
  const expected = Buffer.from(hash, 'base64url')
  const derived = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) })
  return timingSafeEqual(expected, derived) && stored !== null && stored !== undefined
}

const nobody = `scrypt$${cost.N}$${cost.r}$${cost.p}$${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(32).toString('base64url')}`

const derive = (password: string, salt: Buffer, { N, r, p }: typeof cost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, 32, { N, r, p, maxmem: 128 * 2 ** 20 }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
