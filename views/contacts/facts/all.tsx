import type { CardName, ContactPageProps } from '../contact-page-props.ts'
import { addresses } from './addresses.tsx'
import { affiliations } from './affiliations.tsx'
import type { Facts } from './fact-card.tsx'
import { obligations } from './obligations.tsx'
import { relations } from './relations.tsx'
import { statuses } from './statuses.tsx'

/** The cards of facts, in the order they stand on the page. */
export const factCards: Record<CardName, (page: ContactPageProps) => Facts> = {
  relations,
  obligations,
  addresses,
  statuses,
  affiliations,
}

/** One form alone, for a page that stands already. */
export const FactForm = ({ page, name }: { page: ContactPageProps; name: CardName }) => (
  <>{factCards[name](page).form(page)}</>
)
