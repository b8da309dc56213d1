import { publicCatalogue } from './catalogue.ts'

export const surveysPublic = publicCatalogue({
  cs: {
    'survey.step': 'Krok {step, number} z {steps, number}',
    'survey.next': 'Pokračovat',
    'survey.back': 'Zpět',
    'survey.later': 'Dokončit později',
    'survey.stopped': 'Máte tu rozepsané odpovědi.',
    'survey.stopped_go': 'Pokračovat tam, kde jste skončili',
    'survey.anonymous_title': 'Odpovídáte anonymně',
    'survey.anonymous':
      'Neptáme se na jméno ani na e-mail. Po odeslání zůstanou jen odpovědi, týden a jazyk, ve kterém jste odpovídali. Nic z toho nevede k vám a nejde to spojit s jinými údaji, které o vás centrum možná má. Odeslané odpovědi proto neumíme dohledat, opravit ani smazat.',
    'survey.batches':
      'Výsledky se posouvají po nejméně {batch, plural, one {# nové odpovědi} few {# nových odpovědích} many {# nových odpovědích} other {# nových odpovědích}}, nebo když sběr skončí. Z posunu tak nikdo nepozná, co odpověděl jediný člověk.',
    'survey.draft':
      'Než je odešlete, leží odpovědi stranou pod náhodným klíčem, který na {hours, plural, one {# hodinu} few {# hodiny} many {# hodiny} other {# hodin}} drží cookie ve vašem prohlížeči. Smažeme je při odeslání, jinak po {days, plural, one {# dni} few {# dnech} many {# dne} other {# dnech}}.',
    'survey.unknown': 'Formulář poslal otázku, kterou tenhle dotazník nemá. Odpovězte prosím znovu.',
    'survey.exclusive': 'Tuhle možnost nejde spojit s ostatními.',
    'survey.ranked_twice': 'Každé místo patří jiné možnosti.',
    'survey.too_many':
      '{max, plural, one {Vyberte nejvýš # možnost.} few {Vyberte nejvýš # možnosti.} many {Vyberte nejvýš # možnosti.} other {Vyberte nejvýš # možností.}}',
    'survey.choose_up_to':
      '{max, plural, one {Vyberte nejvýš # možnost.} few {Vyberte až # možnosti.} many {Vyberte až # možnosti.} other {Vyberte až # možností.}}',
    'survey.choose_more': 'Můžete vybrat víc možností.',
    'survey.place': '{place, number}. místo',
    'survey.no_place': 'Nevybráno',
    'survey.review_title': 'Ještě se podívejte, jestli to sedí',
    'survey.review_text': 'Po odeslání už odpovědi změnit nejde, protože nepoznáme, které jsou vaše.',
    'survey.change': 'Změnit',
    'survey.unanswered': 'Bez odpovědi',
    'survey.send': 'Odeslat odpovědi',
    'survey.thanks_title': 'Děkujeme, odpovědi jsou u nás',
    'survey.thanks_contact':
      'Chcete o sobě dát vědět? To jde jen zvlášť, mimo dotazník, aby odpovědi zůstaly anonymní. Na stránce centra najdete akce; když se na některou přihlásíte, můžete si tam rovnou říct o newsletter.',
    'survey.to_centre': 'Na stránku centra',
    'survey.later_title': 'Vraťte se, až budete mít chvíli',
    'survey.later_text': 'Odpovědi jsou uložené do {date}. Tenhle odkaz vás k nim vrátí na jakémkoli zařízení:',
    'survey.later_warning': 'Odkaz nikomu neposílejte: kdo ho má, vidí vaše rozepsané odpovědi.',
    'survey.later_copy': 'Zkopírovat odkaz',
    'survey.later_go': 'Přece jen pokračovat teď',
    'survey.closed': 'Tenhle dotazník už skončil',
    'survey.closed_text':
      'Děkujeme, že jste chtěli odpovědět. Rozepsané odpovědi jsme nezapočítali a do dvou týdnů je smažeme.',
    'survey.planned': 'Dotazník ještě nezačal',
    'survey.planned_text': 'Otevřeme ho {date}. Budeme rádi, když se vrátíte.',
    'survey.teaser_title': 'Řekněte nám svůj názor',
  },
  en: {
    'survey.step': 'Step {step, number} of {steps, number}',
    'survey.next': 'Continue',
    'survey.back': 'Back',
    'survey.later': 'Finish later',
    'survey.stopped': 'You have answers here that are not finished.',
    'survey.stopped_go': 'Go on where you stopped',
    'survey.anonymous_title': 'You answer anonymously',
    'survey.anonymous':
      'We ask for no name and no e-mail. Once sent, only the answers, the week and the language you answered in remain. None of it leads to you, and it cannot be joined with anything else the centre may know about you. That is why we cannot find, correct or delete answers that were sent.',
    'survey.batches':
      'Results move after at least {batch, plural, one {# new answer} other {# new answers}}, or when the survey ends. So nobody can tell from the difference what a single person said.',
    'survey.draft':
      'Until you send them, your answers lie apart under a random key, which a cookie in your browser holds for {hours, plural, one {# hour} other {# hours}}. We delete them when they are sent, otherwise after {days, plural, one {# day} other {# days}}.',
    'survey.unknown': 'The form sent a question this survey does not have. Please answer again.',
    'survey.exclusive': 'This option cannot go together with others.',
    'survey.ranked_twice': 'Each place belongs to a different option.',
    'survey.too_many': '{max, plural, one {Choose # option at most.} other {Choose # options at most.}}',
    'survey.choose_up_to': '{max, plural, one {Choose # option at most.} other {Choose up to # options.}}',
    'survey.choose_more': 'You can choose more than one.',
    'survey.place': 'Place {place, number}',
    'survey.no_place': 'Not chosen',
    'survey.review_title': 'One last look at your answers',
    'survey.review_text': 'Once sent they cannot be changed, because we do not know which ones are yours.',
    'survey.change': 'Change',
    'survey.unanswered': 'No answer',
    'survey.send': 'Send answers',
    'survey.thanks_title': 'Thank you, we have your answers',
    'survey.thanks_contact':
      'Would you like to hear from us? That works only separately from the survey, so that your answers stay anonymous. On the centre’s page you will find events; when you register for one, you can ask for the newsletter too.',
    'survey.to_centre': 'To the centre’s page',
    'survey.later_title': 'Come back when you have a moment',
    'survey.later_text': 'Your answers are kept until {date}. This link takes you back to them on any device:',
    'survey.later_warning': 'Do not pass the link on: whoever has it sees your unfinished answers.',
    'survey.later_copy': 'Copy the link',
    'survey.later_go': 'Go on now after all',
    'survey.closed': 'This survey is over',
    'survey.closed_text':
      'Thank you for wanting to answer. Answers that were not sent were not counted, and we delete them within two weeks.',
    'survey.planned': 'The survey has not started yet',
    'survey.planned_text': 'It opens on {date}. We would be glad if you came back.',
    'survey.teaser_title': 'Tell us what you think',
  },
  de: {
    'survey.step': 'Schritt {step, number} von {steps, number}',
    'survey.next': 'Weiter',
    'survey.back': 'Zurück',
    'survey.later': 'Später fortsetzen',
    'survey.stopped': 'Sie haben hier angefangene Antworten.',
    'survey.stopped_go': 'Dort weitermachen, wo Sie aufgehört haben',
    'survey.anonymous_title': 'Sie antworten anonym',
    'survey.anonymous':
      'Wir fragen weder nach dem Namen noch nach der E-Mail-Adresse. Nach dem Absenden bleiben nur die Antworten, die Woche und die Sprache, in der Sie geantwortet haben. Nichts davon führt zu Ihnen, und es lässt sich nicht mit anderen Angaben verbinden, die das Zentrum vielleicht über Sie hat. Darum können wir abgesendete Antworten weder wiederfinden noch ändern oder löschen.',
    'survey.batches':
      'Die Ergebnisse rücken nach mindestens {batch, plural, one {# neuen Antwort} other {# neuen Antworten}} weiter, oder wenn die Umfrage endet. So lässt sich am Unterschied nicht ablesen, was ein einzelner Mensch geantwortet hat.',
    'survey.draft':
      'Bis Sie sie absenden, liegen die Antworten getrennt unter einem zufälligen Schlüssel, den ein Cookie in Ihrem Browser {hours, plural, one {# Stunde} other {# Stunden}} lang hält. Wir löschen sie beim Absenden, sonst nach {days, plural, one {# Tag} other {# Tagen}}.',
    'survey.unknown':
      'Das Formular hat eine Frage gesendet, die es in dieser Umfrage nicht gibt. Bitte antworten Sie noch einmal.',
    'survey.exclusive': 'Diese Möglichkeit lässt sich nicht mit anderen verbinden.',
    'survey.ranked_twice': 'Jeder Platz gehört einer anderen Möglichkeit.',
    'survey.too_many':
      '{max, plural, one {Wählen Sie höchstens # Möglichkeit.} other {Wählen Sie höchstens # Möglichkeiten.}}',
    'survey.choose_up_to':
      '{max, plural, one {Wählen Sie höchstens # Möglichkeit.} other {Wählen Sie bis zu # Möglichkeiten.}}',
    'survey.choose_more': 'Sie können mehrere Möglichkeiten wählen.',
    'survey.place': '{place, number}. Platz',
    'survey.no_place': 'Nicht gewählt',
    'survey.review_title': 'Noch ein letzter Blick auf Ihre Antworten',
    'survey.review_text':
      'Nach dem Absenden lassen sie sich nicht mehr ändern, weil wir nicht wissen, welche Ihre sind.',
    'survey.change': 'Ändern',
    'survey.unanswered': 'Ohne Antwort',
    'survey.send': 'Antworten absenden',
    'survey.thanks_title': 'Vielen Dank, Ihre Antworten sind da',
    'survey.thanks_contact':
      'Möchten Sie von uns hören? Das geht nur getrennt von der Umfrage, damit Ihre Antworten anonym bleiben. Auf der Seite des Zentrums finden Sie Veranstaltungen; bei der Anmeldung zu einer davon können Sie auch den Newsletter bestellen.',
    'survey.to_centre': 'Zur Seite des Zentrums',
    'survey.later_title': 'Kommen Sie wieder, wenn Sie Zeit haben',
    'survey.later_text':
      'Ihre Antworten bleiben bis {date} gespeichert. Dieser Link bringt Sie auf jedem Gerät zu ihnen zurück:',
    'survey.later_warning': 'Geben Sie den Link nicht weiter: Wer ihn hat, sieht Ihre angefangenen Antworten.',
    'survey.later_copy': 'Link kopieren',
    'survey.later_go': 'Doch jetzt weitermachen',
    'survey.closed': 'Diese Umfrage ist zu Ende',
    'survey.closed_text':
      'Danke, dass Sie antworten wollten. Nicht abgesendete Antworten wurden nicht gezählt; wir löschen sie innerhalb von zwei Wochen.',
    'survey.planned': 'Die Umfrage hat noch nicht begonnen',
    'survey.planned_text': 'Sie beginnt am {date}. Wir freuen uns, wenn Sie wiederkommen.',
    'survey.teaser_title': 'Sagen Sie uns Ihre Meinung',
  },
  uk: {
    'survey.step': 'Крок {step, number} з {steps, number}',
    'survey.next': 'Продовжити',
    'survey.back': 'Назад',
    'survey.later': 'Завершити пізніше',
    'survey.stopped': 'У вас тут є незавершені відповіді.',
    'survey.stopped_go': 'Продовжити там, де ви зупинилися',
    'survey.anonymous_title': 'Ви відповідаєте анонімно',
    'survey.anonymous':
      'Ми не питаємо ні імені, ні електронної адреси. Після надсилання залишаються лише відповіді, тиждень і мова, якою ви відповідали. Ніщо з цього не веде до вас, і це не можна поєднати з іншими даними, які центр, можливо, про вас має. Тому надіслані відповіді ми не можемо знайти, виправити чи видалити.',
    'survey.batches':
      'Результати оновлюються щонайменше після {batch, plural, one {# нової відповіді} few {# нових відповідей} many {# нових відповідей} other {# нової відповіді}} або коли опитування завершиться. Так ніхто не дізнається зі зміни, що відповіла одна людина.',
    'survey.draft':
      'Доки ви їх не надішлете, відповіді лежать окремо під випадковим ключем, який {hours, plural, one {# годину} few {# години} many {# годин} other {# години}} зберігає cookie у вашому браузері. Ми видалимо їх під час надсилання, інакше через {days, plural, one {# день} few {# дні} many {# днів} other {# дня}}.',
    'survey.unknown': 'Форма надіслала запитання, якого в цьому опитуванні немає. Дайте, будь ласка, відповідь ще раз.',
    'survey.exclusive': 'Цей варіант не можна поєднати з іншими.',
    'survey.ranked_twice': 'Кожне місце належить іншому варіанту.',
    'survey.too_many':
      '{max, plural, one {Виберіть щонайбільше # варіант.} few {Виберіть щонайбільше # варіанти.} many {Виберіть щонайбільше # варіантів.} other {Виберіть щонайбільше # варіанта.}}',
    'survey.choose_up_to':
      '{max, plural, one {Виберіть щонайбільше # варіант.} few {Виберіть до # варіантів.} many {Виберіть до # варіантів.} other {Виберіть до # варіанта.}}',
    'survey.choose_more': 'Можна вибрати кілька варіантів.',
    'survey.place': '{place, number}-е місце',
    'survey.no_place': 'Не вибрано',
    'survey.review_title': 'Погляньте ще раз, чи все правильно',
    'survey.review_text': 'Після надсилання відповіді змінити не можна, бо ми не знаємо, які з них ваші.',
    'survey.change': 'Змінити',
    'survey.unanswered': 'Без відповіді',
    'survey.send': 'Надіслати відповіді',
    'survey.thanks_title': 'Дякуємо, ваші відповіді вже в нас',
    'survey.thanks_contact':
      'Хочете отримувати від нас новини? Це можливо лише окремо від опитування, щоб відповіді залишилися анонімними. На сторінці центру ви знайдете події; реєструючись на будь-яку з них, можна підписатися й на розсилку.',
    'survey.to_centre': 'На сторінку центру',
    'survey.later_title': 'Повертайтеся, коли матимете хвилинку',
    'survey.later_text': 'Відповіді збережено до {date}. Це посилання поверне вас до них на будь-якому пристрої:',
    'survey.later_warning': 'Нікому не передавайте посилання: хто його має, бачить ваші незавершені відповіді.',
    'survey.later_copy': 'Копіювати посилання',
    'survey.later_go': 'Усе ж продовжити зараз',
    'survey.closed': 'Це опитування вже завершилося',
    'survey.closed_text':
      'Дякуємо, що хотіли відповісти. Ненадіслані відповіді ми не врахували й видалимо їх протягом двох тижнів.',
    'survey.planned': 'Опитування ще не почалося',
    'survey.planned_text': 'Воно відкриється {date}. Будемо раді, якщо ви повернетеся.',
    'survey.teaser_title': 'Поділіться своєю думкою',
  },
})
