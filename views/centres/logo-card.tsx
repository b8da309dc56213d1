import type { Logo } from '../../src/lib/brand.ts'
import { LogoPicture } from '../components/brand.tsx'
import { Button, ButtonRow, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = {
  t: StaffT
  centre: { slug: string; logo: Logo | null }
  error?: string | undefined
  done?: string | undefined
}

/** A form of its own: a file does not wait for the rest to be right. */
export const LogoCard = ({ t, centre, error, done }: Props) => {
  const action = `/app/${centre.slug}/settings/logo`
  return (
    <Card title={t('centre_settings.logo')} id="logo">
      {done === 'logo' && <Flash tone="good">{t('centre_settings.logo_saved')}</Flash>}
      {done === 'logo_removed' && <Flash tone="good">{t('centre_settings.logo_removed')}</Flash>}
      {centre.logo ? (
        <div class="logo-now">
          <LogoPicture slug={centre.slug} logo={centre.logo} />
          <PostButton action={`${action}/remove`} kind="quiet" confirm={t('centre_settings.logo_remove_sure')} deed>
            {t('centre_settings.logo_remove')}
          </PostButton>
        </div>
      ) : (
        <p>{t('centre_settings.logo_none')}</p>
      )}
      <Form
        t={t}
        action={action}
        multipart
        errors={{ logo: error }}
        labels={{ logo: t('centre_settings.logo_file') }}
        attrs={{ 'data-lock': '' }}
      >
        <Field
          t={t}
          name="logo"
          label={t('centre_settings.logo_file')}
          hint={t('centre_settings.logo_hint')}
          {...(error ? { error } : {})}
          required
          control={(control) => (
            <input class="input" {...control} type="file" accept="image/png,image/jpeg,image/webp" />
          )}
        />
        <ButtonRow>
          <Button kind="secondary">{t('centre_settings.logo_upload')}</Button>
        </ButtonRow>
      </Form>
    </Card>
  )
}
