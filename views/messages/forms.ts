import { publicCatalogue } from './catalogue.ts'

/** What else can be wrong with a field, beside the sentences every form shares. */
export const forms = publicCatalogue({
  cs: {
    'field.too_big': 'Zadejte číslo nejvýš {max, number}.',
    'field.too_small': 'Zadejte číslo aspoň {min, number}.',
    'field.name': 'Vyplňte jméno, nebo aspoň příjmení.',
    'field.ends_before_start': 'Konec musí být až po začátku.',
    'field.reload': 'Formulář se načetl neúplný. Obnovte prosím stránku a zkuste to znovu.',
    'field.known': 'Tuto adresu už má {name}.',
  },
  en: {
    'field.too_big': 'Enter a number of {max, number} or less.',
    'field.too_small': 'Enter a number of {min, number} or more.',
    'field.name': 'Fill in a given name, or at least a family name.',
    'field.ends_before_start': 'The end must come after the start.',
    'field.reload': 'The form did not load completely. Please reload the page and try again.',
    'field.known': '{name} has this address already.',
  },
  de: {
    'field.too_big': 'Geben Sie eine Zahl bis höchstens {max, number} ein.',
    'field.too_small': 'Geben Sie eine Zahl ab {min, number} ein.',
    'field.name': 'Geben Sie einen Vornamen oder wenigstens einen Nachnamen an.',
    'field.ends_before_start': 'Das Ende muss nach dem Beginn liegen.',
    'field.reload':
      'Das Formular wurde nicht vollständig geladen. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal.',
    'field.known': '{name} hat diese Adresse bereits.',
  },
  uk: {
    'field.too_big': 'Введіть число не більше {max, number}.',
    'field.too_small': 'Введіть число не менше {min, number}.',
    'field.name': 'Вкажіть ім’я або принаймні прізвище.',
    'field.ends_before_start': 'Кінець має бути пізніше за початок.',
    'field.reload': 'Форма завантажилася не повністю. Оновіть, будь ласка, сторінку і спробуйте ще раз.',
    'field.known': 'Цю адресу вже має {name}.',
  },
})
