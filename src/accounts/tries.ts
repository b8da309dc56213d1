import type { Context } from 'hono'
import { normalEmail } from '../lib/email.ts'
import type { Env } from '../web/env.ts'
import { limit } from '../web/rate-limits.ts'

/** Wrong guesses at one account count per network, so nobody can lock the owner out from elsewhere. */
export const perAccount = (emailOf: (c: Context<Env>) => string | Promise<string>) =>
  limit({
    name: 'sign-in account',
    most: 10,
    windowMinutes: 60,
    failuresOnly: true,
    keyOf: async (c, network) => `${network} ${normalEmail(await emailOf(c))}`,
  })

export const perNetwork = limit({
  name: 'sign-in network',
  most: 30,
  windowMinutes: 10,
  failuresOnly: true,
  keyOf: (_c, network) => network,
})

/** Behind an invitation an administrator could guess from anywhere with ever new links, so this page counts all of them. */
export const perHolder = (email: string) =>
  limit({ name: 'invitation holder', most: 10, windowMinutes: 60, failuresOnly: true, keyOf: () => normalEmail(email) })

export const perLink = limit({
  name: 'member link',
  most: 10,
  windowMinutes: 60,
  failuresOnly: true,
  keyOf: (c, network) => `${network} ${c.req.param('token') ?? ''}`,
})
