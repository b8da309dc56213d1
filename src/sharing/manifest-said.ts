import * as z from 'zod'
import type { Package } from './release/format.ts'

/** No control characters: a database keeps none of them, and no name has any. */
const name = z.string().regex(/^\P{Cc}{1,200}$/u)
const Said = z.object({
  centre: name,
  survey: name,
  wave: name,
  snapshot: z.int().positive(),
  previous: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(1000),
  key_id: name,
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
