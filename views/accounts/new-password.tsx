import { PasswordField } from '../components/field.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = { t: StaffT; error?: string | undefined }

/** A password somebody chooses; with a script it can be looked at before it is sent. */
export const NewPasswordField = ({ t, error }: Props) => (
  <>
    <PasswordField
      t={t}
      name="password"
      label={t('password.new')}
      hint={t('password.hint')}
      required
      autocomplete="new-password"
      minlength={12}
      maxlength={200}
      attrs={{ 'data-password': '' }}
      {...(error ? { error } : {})}
    />
    <div class="field field-check needs-script">
      <input class="check" type="checkbox" id="show-password" data-show-password />
      <label class="check-label" for="show-password">
        {t('password.show')}
      </label>
    </div>
  </>
)
