import * as z from 'zod'
import type { Package } from './release/format.ts'

const Said = z.object({
  centre: z.string().min(1).max(200),
  survey: z.string().min(1).max(200),
  wave: z.string().min(1).max(200),
  snapshot: z.int().positive(),
  previous: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(1000),
  key_id: z.string().min(1).max(200),
})
export type ManifestSaid = z.infer<typeof Said>

/** What a package says of itself before anything of it is believed; undefined when it says nothing of the kind. */
export const manifestOf = (files: Package): ManifestSaid | undefined => {
  const bytes = files.get('manifest.json')
  if (!bytes) return undefined
  try {
    return Said.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return undefined
  }
}
