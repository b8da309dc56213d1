/** For what is measured without the server around it. */
export const settings = {
  publicUrl: 'http://localhost',
  mail: 'ready' as const,
  mailFrom: 'krajan@example.org',
  demo: false,
  rateLimits: false,
  secretKey: 'bench',
}
