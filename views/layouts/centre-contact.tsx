import { readablePhone } from '../../src/lib/phone.ts'

export type CentreFacts = { slug: string; name: string; email: string; address: string; phone: string; web: string }

/** Who stands behind the page, at its foot. */
export const CentreContact = ({ centre }: { centre: CentreFacts }) => (
  <address class="centre-contact">
    <p>
      <strong>{centre.name}</strong>, {centre.address.split('\n').join(', ')}
    </p>
    <Ways centre={centre} />
  </address>
)

/** All the ways to reach a centre. */
export const Ways = ({ centre: { email, phone, web } }: { centre: CentreFacts }) => (
  <ul class="ways">
    <li>
      <a href={`mailto:${email}`}>{email}</a>
    </li>
    {phone && (
      <li>
        <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{readablePhone(phone)}</a>
      </li>
    )}
    {web && (
      <li>
        <a href={web} rel="noopener">
          {new URL(web).host.replace(/^www\./, '')}
        </a>
      </li>
    )}
  </ul>
)
