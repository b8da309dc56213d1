/** Ends the process with one clear message for the person who started it. */
export const refuse = (message: string): never => {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
