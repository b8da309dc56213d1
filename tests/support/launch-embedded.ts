import { startEmbedded } from '../../src/db/embedded.ts'

// A process of its own for tests that kill it: starts the database of the given folder, tells where, and stays.
const [, , dataDir, binDir] = process.argv
if (!dataDir) throw new Error('Usage: launch-embedded.ts <folder> [bin folder]')
const server = await startEmbedded({ dataDir, ...(binDir ? { binDir } : {}) })
console.log(JSON.stringify(server))
setInterval(() => {}, 60_000)
