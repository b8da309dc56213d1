import { codeOf, subjectsOn } from '../../src/lib/enquiries.ts'
import type { Track } from '../../src/lib/words.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxField, EmailField, PhoneField, SelectField, TextAreaField, TextField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { PrivacyNote } from '../components/privacy-note.tsx'
import { type CentreFacts, Ways } from '../layouts/centre-contact.tsx'
import type { PublicT } from '../messages/index.ts'
import { fieldsIn } from './fields.ts'

export type EnquiryProps = {
  t: PublicT
  centre: CentreFacts & { tracks: readonly Track[] }
  form: FormState
  idempotencyKey: string
}

/** Anybody writes to the centre; it becomes an enquiry when the address is proven. */
export const EnquiryPage = ({ t, centre, form, idempotencyKey }: EnquiryProps) => {
  const { field, tick } = fieldsIn(t, form)
  return (
    <>
      <PageHead title={t('enquiry.title')} eyebrow={centre.name} lead={t('enquiry.lead')} />
      <Card>
        <Form
          t={t}
          action={`/${t.lang}/${centre.slug}/enquiry`}
          errors={form.errors}
          hidden={{ idempotency_key: idempotencyKey }}
          labels={{
            name: t('register.name'),
            email: t('register.email'),
            phone: t('enquiry.phone'),
            about: t('enquiry.about'),
            message: t('enquiry.message'),
            agree: t('enquiry.agree'),
          }}
        >
          <SelectField
            {...field('about')}
            label={t('enquiry.about')}
            required
            options={aboutOptions(t, centre.tracks)}
          />
          <TextAreaField
            {...field('message')}
            label={t('enquiry.message')}
            hint={t('enquiry.message_hint')}
            required
            rows={6}
            maxlength={4000}
          />
          <TextField {...field('name')} label={t('register.name')} required autocomplete="name" maxlength={150} />
          <EmailField {...field('email')} label={t('register.email')} required hint={t('enquiry.email_hint')} />
          <PhoneField {...field('phone')} label={t('enquiry.phone')} hint={t('enquiry.phone_hint')} />
          <CheckboxField
            {...tick('agree')}
            label={t('enquiry.agree')}
            hint={t('enquiry.agree_hint', { centre: centre.name })}
          />
          <Button size="large">{t('enquiry.send')}</Button>
          <PrivacyNote t={t} centre={centre} said="newcomer.privacy" />
        </Form>
      </Card>
    </>
  )
}

/** On both tracks the same words ask for different things. */
const aboutOptions = (t: PublicT, offered: readonly Track[]) =>
  subjectsOn(offered).map((subject) => {
    const label = t(`enquiry.topic.${subject.topic}`)
    return {
      value: codeOf(subject),
      label: offered.length > 1 ? `${t(`enquiry.track.${subject.track}`)}: ${label}` : label,
    }
  })

/** The centre takes none by form; how to reach it still stands here. */
export const EnquiryClosedPage = ({ t, centre }: Pick<EnquiryProps, 't' | 'centre'>) => (
  <>
    <PageHead title={t('enquiry.closed_title')} eyebrow={centre.name} lead={t('enquiry.closed_text')} />
    <Ways centre={centre} />
    <p>
      <ButtonLink kind="secondary" href={`/${t.lang}/${centre.slug}`} icon="arrow-left">
        {t('newcomer.to_centre')}
      </ButtonLink>
    </p>
  </>
)
