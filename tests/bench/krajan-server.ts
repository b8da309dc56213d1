import { readConfig } from '../../src/config.ts'
import { serve } from '../../src/node/serve.ts'

// The server as `npm start` runs it, but for the limits per network: all load comes from one address.
const read = readConfig(process.env)
if (!read.ok) throw new Error(read.message)
await serve({ ...read.config, RATE_LIMITS: 'off' })
