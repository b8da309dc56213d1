import { type ContactQuery, contactAddress, withoutPlace } from '../../src/lib/contact-query.ts'
import { Button } from '../components/button.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = { t: StaffT; base: string; query: ContactQuery; count: { known: number; capped: boolean } }

/**
 * What is ticked in the list goes to the page of bulk changes; or everybody the filter finds. A script keeps ticks from
 * page to page, without it they hold for the page they stand on.
 */
export const BulkBar = ({ t, base, query, count }: Props) => (
  <form
    class="bulk-bar no-print"
    id="bulk"
    method="post"
    action={`${base}/bulk/new`}
    aria-label={t('lists.bulk')}
    data-bulk={`${base} ${contactAddress({ ...withoutPlace(query), cols: [], sort: 'name', dir: undefined })}`}
  >
    <input type="hidden" name="query" value={contactAddress(withoutPlace(query))} />
    <label class="check-label needs-script">
      <input class="check" type="checkbox" data-select-page /> {t('lists.select_page')}
    </label>
    <output class="bulk-count" data-selected={t('lists.selected')} hidden />
    <label class="check-label">
      <input class="check" type="checkbox" name="all" value="1" data-select-all />{' '}
      {t(count.capped ? 'lists.select_all_capped' : 'lists.select_all', { count: count.known })}
    </label>
    <Button size="small" kind="secondary">
      {t('lists.bulk_go')}
    </Button>
    <button class="button button-quiet button-small needs-script" type="button" data-select-none hidden>
      {t('lists.select_none')}
    </button>
  </form>
)
