import type { Scope } from '../db/scope.ts'
import { listActivePartners } from '../partners/queries.ts'
import { listNetworkCentres } from './queries/hand-overs.ts'

/** Whom a person is referred to: a partner, perhaps with one of its services, or another centre. */
export type Recipient = {
  name: string
  partner_id: string | null
  service_id: string | null
  to_centre_id: string | null
}

/** Everyone a person can be referred to now. */
export const offeredRecipients = async ({ db, centreId }: Scope) => ({
  partners: await listActivePartners(db, centreId),
  centres: await listNetworkCentres(db),
})

export type OfferedRecipients = Awaited<ReturnType<typeof offeredRecipients>>

/** The recipient behind 'service:<id>', 'partner:<id>' or 'centre:<id>'; undefined when it is not on offer. */
export const recipientOf = (chosen: string, { partners, centres }: OfferedRecipients): Recipient | undefined => {
  const [kind, id = ''] = chosen.split(':')
  const nobody = { partner_id: null, service_id: null, to_centre_id: null }
  if (kind === 'centre') {
    const centre = centres.find((known) => known.id === id)
    return centre && { ...nobody, name: centre.name, to_centre_id: centre.id }
  }
  const partner = partners.find(
    (known) => known.id === id || (kind === 'service' && known.services.some((one) => one.id === id && one.active)),
  )
  const service = kind === 'service' ? partner?.services.find((known) => known.id === id) : undefined
  if (!partner || (kind === 'service' && !service)) return undefined
  const name = service ? `${partner.name}: ${service.name}` : partner.name
  return { ...nobody, name, partner_id: partner.id, service_id: service?.id ?? null }
}
