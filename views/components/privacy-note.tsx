import type { PublicT } from '../messages/index.ts'

type Props = { t: PublicT; centre: { slug: string }; said: 'register.privacy' | 'newcomer.privacy' }

/** What becomes of what is typed into a form, with the way to all of it. */
export const PrivacyNote = ({ t, centre, said }: Props) => {
  const [before = '', after = ''] = t(said, { link: '\u0000' }).split('\u0000')
  return (
    <p class="small muted">
      {before}
      <a href={`/${t.lang}/${centre.slug}/privacy`}>{t('common.privacy')}</a>
      {after}
    </p>
  )
}
