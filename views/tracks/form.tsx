import { languageName } from '../../src/lib/format.ts'
import { stageCategories, stageNeeds } from '../../src/lib/stages.ts'
import type { Track } from '../../src/lib/words.ts'
import type { StageRecord } from '../../src/tracks/queries/settings.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink, ButtonRow } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxField, NumberField, SelectField, TextField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { languages, type StaffT } from '../messages/index.ts'
import { nameOf } from './stages.tsx'

type FieldsProps = { t: StaffT; form: FormState; conflict?: Record<string, string> | undefined }

export const NewStagePage = ({ tracks, slug, ...props }: FieldsProps & { slug: string; tracks: readonly Track[] }) => {
  const { t, form } = props
  const path = `/app/${slug}/settings/pipelines`
  return (
    <>
      <PageHead title={t('tracks.new')} back={{ href: path, label: t('settings.pipelines') }} />
      <Form t={t} action={path} errors={form.errors} labels={labelsOf(t)}>
        <Card>
          <SelectField
            {...fieldOf(props)('track')}
            label={t('contacts.track')}
            required
            empty={false}
            options={tracks.map((track) => ({ value: track, label: t(`pipelines.title.${track}`) }))}
          />
          <StageFields {...props} />
        </Card>
        <Buttons t={t} path={path} deed={t('tracks.add')} />
      </Form>
    </>
  )
}

type EditProps = FieldsProps & { slug: string; stage: StageRecord; version: number }

export const EditStagePage = ({ slug, stage, version, ...props }: EditProps) => {
  const { t, form, conflict } = props
  const path = `/app/${slug}/settings/pipelines`
  return (
    <>
      <PageHead title={nameOf(t, stage)} back={{ href: path, label: t('settings.pipelines') }} />
      {conflict && (
        <Flash tone="bad" title={t('pipelines.conflict_title')}>
          {t('tracks.conflict')}
        </Flash>
      )}
      <Form
        t={t}
        action={`${path}/${stage.code}`}
        errors={form.errors}
        labels={labelsOf(t)}
        hidden={{ version }}
        attrs={{ 'data-lock': '' }}
      >
        <Card>
          <StageFields {...props} />
        </Card>
        <Buttons t={t} path={path} deed={t('common.save')} />
      </Form>
    </>
  )
}

const Buttons = ({ t, path, deed }: { t: StaffT; path: string; deed: string }) => (
  <ButtonRow>
    <Button>{deed}</Button>
    <ButtonLink kind="quiet" href={path}>
      {t('common.cancel')}
    </ButtonLink>
  </ButtonRow>
)

const StageFields = (props: FieldsProps) => {
  const { t, form } = props
  const field = fieldOf(props)
  return (
    <>
      <div class="grid">
        {languages.map((lang) => (
          <TextField
            {...field(`name_${lang}`)}
            label={nameLabel(t, lang)}
            required={lang === 'cs'}
            maxlength={60}
            autocomplete="off"
            attrs={{ lang }}
          />
        ))}
      </div>
      <p class="field-hint">{t('tracks.names_hint')}</p>
      <SelectField
        {...field('category', undefined, (code) => labelIn(t, code))}
        label={t('tracks.category')}
        required
        empty={false}
        options={stageCategories.map((code) => ({
          value: code,
          label: `${t(`category.${code}`)}: ${t(`category.${code}.text`)}`,
        }))}
      />
      <NumberField {...field('clock_days', t('tracks.clock_hint'))} label={t('tracks.clock_days')} min={1} max={1000} />
      <fieldset class="field">
        <legend class="field-label">{t('tracks.needs_legend')}</legend>
        <p class="field-hint">{t('tracks.needs_hint')}</p>
        {stageNeeds.map((need) => (
          <CheckboxField
            {...field(`need_${need}`, undefined, (on) => t(on ? 'tracks.ticked' : 'tracks.not_ticked'))}
            value="on"
            label={t(`need.${need}`)}
            checked={form.typed[`need_${need}`] === 'on'}
          />
        ))}
        <CheckboxField
          {...field('strict', t('tracks.strict_hint'), (on) => t(on ? 'tracks.ticked' : 'tracks.not_ticked'))}
          value="on"
          label={t('tracks.strict')}
          checked={form.typed.strict === 'on'}
        />
      </fieldset>
    </>
  )
}

const labelIn = (t: StaffT, code: string) => {
  const category = stageCategories.find((known) => known === code)
  return category ? t(`category.${category}`) : code
}

/** Where somebody was faster, what is saved now stands beside what was typed. */
const fieldOf =
  ({ t, form: { typed, errors }, conflict }: FieldsProps) =>
  (name: string, hint?: string, said: (value: string) => string = (value) => value) => {
    const saved = conflict && (conflict[name] ?? '')
    const differs = saved !== undefined && saved !== (typed[name] ?? '')
    const savedHint =
      saved || said('') ? t('contacts.saved_value', { value: said(saved ?? '') }) : t('contacts.saved_empty')
    return {
      t,
      name,
      value: typed[name] ?? '',
      ...(errors[name] ? { error: errors[name] } : {}),
      ...(differs ? { hint: <strong>{savedHint}</strong> } : hint ? { hint } : {}),
    }
  }

const nameLabel = (t: StaffT, lang: (typeof languages)[number]) =>
  t('tracks.name_in', { language: languageName(t, lang) })

export const labelsOf = (t: StaffT): Record<string, string> => ({
  ...Object.fromEntries(languages.map((lang) => [`name_${lang}`, nameLabel(t, lang)])),
  track: t('contacts.track'),
  category: t('tracks.category'),
  clock_days: t('tracks.clock_days'),
  to: t('tracks.move_them'),
})
