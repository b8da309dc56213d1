import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Field } from '../../components/field.tsx'
import { Form } from '../../components/form.tsx'
import { PageHead } from '../../components/page-head.tsx'
import type { StaffT } from '../../messages/index.ts'
import { type Judged, VerdictFlash } from './verdict.tsx'

export type ImportPageProps = { t: StaffT; base: string; megabytes: number; judged?: Judged | undefined }

export const ImportPage = ({ t, base, megabytes, judged }: ImportPageProps) => {
  const network = `${base}/sharing/network`
  const noFile = judged && !judged.good && judged.reason === 'no_file'
  return (
    <>
      <PageHead
        title={t('reading.import')}
        back={{ href: network, label: t('reading.title') }}
        lead={t('reading.import_lead')}
      />
      {judged && !noFile && <VerdictFlash t={t} judged={judged} title={t('reading.refused')} />}
      <Card>
        <Form
          t={t}
          action={`${network}/imports`}
          multipart
          errors={noFile ? { package: t('reading.reason.no_file') } : {}}
          labels={{ package: t('reading.file') }}
          attrs={{ 'data-lock': '' }}
        >
          <Field
            t={t}
            name="package"
            label={t('reading.file')}
            hint={t('reading.file_hint', { megabytes })}
            {...(noFile ? { error: t('reading.reason.no_file') } : {})}
            required
            control={(control) => <input class="input" type="file" accept=".zip,application/zip" {...control} />}
          />
          <p class="small muted">{t('reading.keys_hint')}</p>
          <ButtonRow>
            <Button icon="check">{t('reading.import_do')}</Button>
            <ButtonLink kind="quiet" href={`${network}/keys`}>
              {t('reading.keys')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Card>
    </>
  )
}
