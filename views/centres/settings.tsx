import type { CentreRecord } from '../../src/centres/queries.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonRow } from '../components/button.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { SettingsTabs } from '../components/settings-tabs.tsx'
import type { StaffT } from '../messages/index.ts'
import { LogoCard } from './logo-card.tsx'
import { LookCard } from './look-card.tsx'
import { CallCard, labels, OfferCard, ReachCard, SenderCard } from './settings-fields.tsx'

export type SettingsProps = {
  t: StaffT
  centre: CentreRecord
  form: FormState
  version: number
  /** the address every mail of this installation leaves from */
  mailFrom: string
  done?: string | undefined
  /** what is saved now, where somebody else was faster */
  conflict?: Record<string, string>
}

export const SettingsPage = (props: SettingsProps) => {
  const { t, centre, form, version, conflict, done } = props
  const { logo, ...errors } = form.errors
  return (
    <>
      <PageHead title={t('settings.sections')} />
      <SettingsTabs t={t} slug={centre.slug} current="centre" />
      {done === 'saved' && <Flash tone="good">{t('centre_settings.saved')}</Flash>}
      {conflict && (
        <Flash tone="bad" title={t('centre_settings.conflict_title')}>
          {t('centre_settings.conflict')}
        </Flash>
      )}
      <Form
        t={t}
        action={`/app/${centre.slug}/settings`}
        errors={errors}
        labels={labels(t)}
        hidden={{ version }}
        attrs={{ 'data-lock': '' }}
      >
        <CallCard {...props} />
        <ReachCard {...props} />
        <OfferCard {...props} />
        <SenderCard {...props} />
        <LookCard {...props} />
        <ButtonRow>
          <Button>{t('centre_settings.save')}</Button>
        </ButtonRow>
      </Form>
      <LogoCard t={t} centre={centre} error={logo} done={done} />
    </>
  )
}
