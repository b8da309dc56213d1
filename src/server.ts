import { readConfig } from './config.ts'
import { refuse } from './node/refuse.ts'

if (Number(process.versions.node.split('.')[0]) < 24)
  refuse(`Krajan needs Node 24, this is ${process.version}. Install it, or run "npm ci" without --omit=optional.`)
const read = readConfig(process.env)
if (!read.ok) refuse(read.message)
else {
  // loaded only now, so that wrong settings are told at once
  const { serve } = await import('./node/serve.ts')
  await serve(read.config)
}
