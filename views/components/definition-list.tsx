import type { Child } from 'hono/jsx'

export type Definition = { term: string; value: Child }

/** Facts of one record; an empty value is drawn as a dash, so that a gap is seen. */
export const DefinitionList = ({ items }: { items: readonly Definition[] }) => (
  <dl class="definitions">
    {items.map(({ term, value }) => (
      <div>
        <dt>{term}</dt>
        <dd>{value === null || value === undefined || value === '' ? '–' : value}</dd>
      </div>
    ))}
  </dl>
)
