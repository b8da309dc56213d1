/** What was looked at before the verdict; `differences` counts proofs of growth since earlier releases. */
export type Checked = {
  signature: 'valid' | 'not checked'
  files: number
  tables: number
  cells: number
  hidden: number
  worlds: number
  earlier: number
  differences?: number | 'not given'
}

/** Without a public key everything is checked but the signature. `unreadable` means: no release package at all. */
export type Verdict =
  | { good: true; checked: Checked }
  | { good: false; reason: string; unreadable: boolean; checked: Partial<Checked> }

type Files = ReadonlyMap<string, Uint8Array>

/** Paths as in the manifest -> bytes. `previous` are the earlier releases of the wave, in any order. Never throws. */
export function checkPackage(files: Files, options?: { publicKeyPem?: string; previous?: readonly Files[] }): Verdict

/** All files of a folder by their paths; throws for links, for what is no file, and when it is too large. */
export function readFolder(folder: string): Map<string, Uint8Array>

/** The command line; prints one line and gives the exit code: 0 good, 1 bad, 2 unreadable or wrongly called. */
export function runChecker(args: readonly string[], print: (line: string) => void): 0 | 1 | 2
