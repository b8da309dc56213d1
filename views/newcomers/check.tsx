import { ButtonLink } from '../components/button.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { PublicT } from '../messages/index.ts'

type Props = { t: PublicT; centre: { slug: string; name: string }; kind: 'enquiry' | 'panel' }

/** The same for every address: what became of it stands only in the mail. */
export const CheckMailPage = ({ t, centre, kind }: Props) => (
  <>
    <PageHead title={t('newcomer.check_title')} eyebrow={centre.name} lead={t(`newcomer.${kind}.check_text`)} />
    <p>{t('newcomer.check_again')}</p>
    <ButtonLink kind="secondary" href={`/${t.lang}/${centre.slug}`} icon="arrow-left">
      {t('newcomer.to_centre')}
    </ButtonLink>
  </>
)
