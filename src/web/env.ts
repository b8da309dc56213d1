import type { Lang, PublicT, StaffT } from '../../views/messages/index.ts'
import type { Db } from '../db/connection.ts'
import type { Scope } from '../db/scope.ts'
import type { Deps } from '../deps.ts'
import type { ShownCentre } from './shown-centre.ts'
import type { Member, Viewer } from './viewer.ts'

type Common = { deps: Deps; db: Db; requestId: string }

/** Before anyone is known. */
export type Env = { Variables: Common & { member?: Member } }

/** A public page: somebody reads it in a language, in a centre. */
export type PublicEnv = { Variables: Common & { t: PublicT; lang: Lang; scope: Scope; centre: ShownCentre } }

/** Signed in, no centre chosen yet. */
export type MemberEnv = { Variables: Common & { t: StaffT; member: Member } }

/** Signed in, inside one of the member's centres. */
export type StaffEnv = { Variables: Common & { t: StaffT; member: Member; viewer: Viewer; scope: Scope } }
