import type { StaffLang } from '../../views/messages/index.ts'
import type { Look } from '../lib/brand.ts'
import type { CentreStage } from '../lib/stages.ts'
import type { Role, Track } from '../lib/words.ts'

export type Membership = Look & {
  centre_id: string
  slug: string
  name: string
  tracks: Track[]
  stages_edition: string
  role: Role
}

/** The member who asks, wherever they may work. */
export type Member = {
  id: string
  name: string
  email: string
  lang: StaffLang
  shortcuts: boolean
  memberships: Membership[]
}

/** The member who asks, in the centre they ask in. */
export type Viewer = Member & { role: Role; centre: Membership & { stages: readonly CentreStage[] } }
