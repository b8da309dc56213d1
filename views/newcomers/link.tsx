import type { NewcomerRecord } from '../../src/newcomers/queries/newcomers.ts'
import { ButtonLink, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { PublicT } from '../messages/index.ts'

export type LinkState = 'waits' | 'proven' | 'expired'

export type NewcomerLinkProps = {
  t: PublicT
  centre: { slug: string; name: string }
  newcomer: NewcomerRecord
  says: LinkState
  /** the address of this page, to which its button posts */
  link: string
}

/** What somebody wrote, and the button that says it was them. */
export const NewcomerLinkPage = ({ t, centre, newcomer, says, link }: NewcomerLinkProps) => {
  const { kind, topic, message } = newcomer
  const said = `${kind}_${says}` as const
  return (
    <>
      <PageHead title={t(`newcomer.${said}`)} eyebrow={centre.name} lead={t(`newcomer.${said}_text`)} />
      <div class="stack">
        {says === 'proven' && <Flash tone="good">{t('newcomer.proven')}</Flash>}
        {kind === 'enquiry' && topic && says !== 'proven' && (
          <Card title={t(`enquiry.topic.${topic}`)}>
            <blockquote>
              {message.split('\n').map((line) => (
                <p>{line}</p>
              ))}
            </blockquote>
          </Card>
        )}
        {says === 'waits' && (
          <PostButton action={`${link}?lang=${t.lang}`} size="large" icon="check">
            {t(`newcomer.${kind}.confirm`)}
          </PostButton>
        )}
        {says === 'expired' && (
          <ButtonLink href={`/${t.lang}/${centre.slug}/${kind}`}>{t(`newcomer.${kind}.again`)}</ButtonLink>
        )}
        {says !== 'waits' && (
          <p>
            <a href={`/${t.lang}/${centre.slug}`}>{t('newcomer.to_centre')}</a>
          </p>
        )}
      </div>
    </>
  )
}
