import type { Reason } from '../../src/contacts/matching/score.ts'
import type { FieldPair } from '../../src/duplicates/compare.ts'
import type { PersonRow } from '../../src/duplicates/queries/people.ts'
import { fullName } from '../../src/lib/names.ts'
import { Button, ButtonLink, PostButton } from '../components/button.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { Compared } from './compared.tsx'
import { Decided } from './decided.tsx'
import { Reasons } from './reasons.tsx'

type PairProps = {
  t: StaffT
  base: string
  a: PersonRow
  b: PersonRow
  fields: FieldPair[]
  proposed: 'a' | 'b'
  reasons: Reason[]
  inRow: boolean
  skipTo: string | undefined
  done: 'merged' | 'dismissed' | undefined
  mergeId: string | undefined
  isStale: boolean
  mayMerge: boolean
}

/** Two records side by side: one person, or two. */
export const PairPage = (props: PairProps) => {
  const { t, base, a, b, reasons, done, mergeId, isStale } = props
  return (
    <>
      <PageHead
        title={t('duplicates.pair')}
        eyebrow={`${fullName(a)} – ${fullName(b)}`}
        lead={<Reasons t={t} reasons={reasons} />}
        back={{ href: `${base}/duplicates`, label: t('duplicates.title') }}
      />
      {isStale && <Flash tone="bad">{t('duplicates.stale')}</Flash>}
      <Decided {...{ t, base, done, mergeId }} />
      <Choice {...props} />
    </>
  )
}

/** What is decided stays in sight, however many facts stand above it. */
const Choice = ({ t, base, a, b, fields, proposed, inRow, skipTo, mayMerge }: PairProps) => {
  const path = `${base}/duplicates/${a.id}/with/${b.id}`
  const row = inRow ? '?row=1' : ''
  return (
    <>
      <p class="muted">{t('duplicates.restrict')}</p>
      <Form t={t} id="merge" action={`${path}${row}`} hidden={{ a_version: a.version, b_version: b.version }}>
        <Compared {...{ t, base, a, b, fields, proposed }} />
      </Form>
      {mayMerge && (
        <div class="compared-deeds">
          <Button attrs={{ form: 'merge', autofocus: true, accesskey: 's' }}>{t('duplicates.merge')}</Button>
          <PostButton kind="secondary" action={`${path}/dismiss${row}`}>
            {t('duplicates.not_same')}
          </PostButton>
          {skipTo && (
            <ButtonLink kind="quiet" href={skipTo}>
              {t('duplicates.skip')}
            </ButtonLink>
          )}
        </div>
      )}
    </>
  )
}
