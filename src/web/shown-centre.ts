import type { Lang } from '../../views/messages/index.ts'
import type { Look } from '../lib/brand.ts'
import type { Track } from '../lib/words.ts'

/** A centre as everybody meets it; `name` is what it is called in the language of the page. */
export type ShownCentre = Look & {
  id: string
  slug: string
  name: string
  region: string
  tracks: Track[]
  languages: Lang[]
  email: string
  address: string
  phone: string
  web: string
  /** whether the form for enquiries is open */
  takes_enquiries: boolean
}
