import type { UnknownWords } from '../../src/lib/imports.ts'
import { Button, ButtonLink, ButtonRow } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { type Option, SelectField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import type { StaffKey, StaffT } from '../messages/index.ts'
import { ImportHead, type ListHead } from './steps.tsx'

type Props = {
  t: StaffT
  base: string
  list: ListHead
  words: UnknownWords
  /** the name of a choice, and what was chosen */
  nameOf: (field: string, nth: number) => string
  chosenOf: (field: string, word: string) => string
  optionsOf: (field: string) => Option[]
}

export const WordsPage = ({ t, base, list, words, nameOf, chosenOf, optionsOf }: Props) => (
  <>
    <ImportHead t={t} base={base} list={list} step="words" lead={t('imports.words_lead')} />
    <Form t={t} action={`${base}/imports/${list.id}/words`}>
      {Object.keys(words).length === 0 && <p>{t('imports.words_none')}</p>}
      {Object.entries(words).map(([field, found]) => (
        // fields of ours have names of ours
        <Card title={t(`imports.field.${field}` as StaffKey)}>
          <div class="grid">
            {found.map((word, nth) => (
              <SelectField
                t={t}
                name={nameOf(field, nth)}
                label={word}
                required
                empty={t('imports.word_open')}
                value={chosenOf(field, word)}
                options={[{ value: '-', label: t('imports.word_nothing') }, ...optionsOf(field)]}
              />
            ))}
          </div>
        </Card>
      ))}
      <ButtonRow>
        <Button>{t('imports.go_on')}</Button>
        <ButtonLink kind="quiet" href={`${base}/imports/${list.id}/columns`}>
          {t('imports.back')}
        </ButtonLink>
      </ButtonRow>
    </Form>
  </>
)
