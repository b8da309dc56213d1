/** What ideas and pages need to know of this installation. */
export type Settings = {
  publicUrl: string
  /** `kept`: no transport is set, mails stay in the ledger as they would have been sent. */
  mail: 'ready' | 'kept'
  mailFrom: string
  demo: boolean
  rateLimits: boolean
  /** Keys the hashes under which networks and addresses are counted, so that nobody can guess them back. */
  secretKey: string
  /** Who counts answers for sharing: this process, or another one on Node; absent where no role may count. */
  counting?: 'here' | 'elsewhere'
}
