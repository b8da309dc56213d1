import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = { t: StaffT; base: string; release: { id: string }; paths: readonly string[] }

export const Files = ({ t, base, release, paths }: Props) => {
  const path = `${base}/${release.id}`
  return (
    <Card title={t('sharing.files')} id="files">
      <p class="small muted">{t('sharing.files_text')}</p>
      <p class="no-print">
        <ButtonLink kind="secondary" icon="download" href={`${path}/package.zip`}>
          {t('data.package')}
        </ButtonLink>
      </p>
      <details>
        <summary>{t('sharing.file_all', { count: paths.length })}</summary>
        <ul class="file-list">
          {paths.map((file) => (
            <li>
              <a href={`${path}/files/${file}`} download>
                {file}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </Card>
  )
}
