import { checkBackup } from '../../src/db/backup/read.ts'

const file = process.argv[2] ?? ''
const before = process.resourceUsage().maxRSS
const said = await checkBackup(file).then(
  () => 'was taken',
  (error: Error) => error.message,
)
console.log(JSON.stringify({ said, grownMB: (process.resourceUsage().maxRSS - before) / 1024 }))
