import { describe, expect, test } from 'vitest'
import { publicMessages, staffMessages } from '../../views/messages/index.ts'

const counts = [0, 1, 2, 5, 21, 1.5]
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('a number in a sentence takes the form of its language', () => {
  test('in Czech', () => {
    const t = staffMessages('cs')
    expect(counts.map((count) => plain(t('palette.count', { count })))).toEqual([
      '0 výsledků',
      '1 výsledek',
      '2 výsledky',
      '5 výsledků',
      '21 výsledků',
      '1,5 výsledku',
    ])
    expect(counts.map((count) => plain(t('error.summary', { count })))).toEqual([
      'Opravte prosím 0 věcí',
      'Opravte prosím 1 věc',
      'Opravte prosím 2 věci',
      'Opravte prosím 5 věcí',
      'Opravte prosím 21 věcí',
      'Opravte prosím 1,5 věci',
    ])
  })

  test('in Ukrainian', () => {
    const t = publicMessages('uk')
    expect(counts.map((count) => plain(t('error.summary', { count })))).toEqual([
      'Виправте, будь ласка, 0 пунктів',
      'Виправте, будь ласка, 1 пункт',
      'Виправте, будь ласка, 2 пункти',
      'Виправте, будь ласка, 5 пунктів',
      'Виправте, будь ласка, 21 пункт',
      'Виправте, будь ласка, 1,5 пункту',
    ])
    expect(counts.map((max) => plain(t('field.too_long', { max })))).toEqual([
      'Скоротіть, будь ласка, до 0 символів.',
      'Скоротіть, будь ласка, до 1 символу.',
      'Скоротіть, будь ласка, до 2 символів.',
      'Скоротіть, будь ласка, до 5 символів.',
      'Скоротіть, будь ласка, до 21 символу.',
      'Скоротіть, будь ласка, до 1,5 символу.',
    ])
  })
})
