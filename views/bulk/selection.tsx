import type { Selection } from '../../src/bulk/forms.ts'

/** Who is chosen, carried from page to page. */
export const SelectionFields = ({ selection }: { selection: Selection }) =>
  'ids' in selection ? (
    <input type="hidden" name="ids" value={selection.ids.join(',')} />
  ) : (
    <>
      <input type="hidden" name="all" value="1" />
      <input type="hidden" name="query" value={selection.query} />
    </>
  )

export const listHref = (base: string, selection: Selection) =>
  'query' in selection && selection.query ? `${base}/contacts?${selection.query}` : `${base}/contacts`
