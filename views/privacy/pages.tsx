import { PageHead } from '../components/page-head.tsx'
import { MyDataForm } from '../me/ask.tsx'
import type { PublicT } from '../messages/index.ts'

type Centre = { slug: string; name: string; address: string; email: string }

export const PrivacyPage = ({ t, centre }: { t: PublicT; centre: Centre }) => {
  const words = { centre: centre.name, address: centre.address, email: centre.email }
  return (
    <div class="prose">
      <PageHead title={t('privacy.title')} eyebrow={centre.name} />
      {(
        [
          'who',
          'event',
          'enquiry',
          'contact',
          'newsletter',
          'referral',
          'survey',
          'panel',
          'rights',
          'cookies',
        ] as const
      ).map((part) => (
        <section>
          <h2>{t(`privacy.${part}`)}</h2>
          <p>{t(`privacy.${part}_text`, words)}</p>
        </section>
      ))}
      <section>
        <h2>{t('me.ask_title')}</h2>
        <p>{t('me.ask_text')}</p>
        <MyDataForm t={t} centre={centre} form={{ typed: {}, errors: {} }} />
      </section>
    </div>
  )
}

export const AccessibilityPage = ({ t }: { t: PublicT }) => (
  <div class="prose">
    <PageHead title={t('accessibility.title')} />
    {(['text', 'tested', 'contact', 'authority'] as const).map((part) => (
      <p>{t(`accessibility.${part}`)}</p>
    ))}
  </div>
)
