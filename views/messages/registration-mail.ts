import { publicCatalogue } from './catalogue.ts'

export const registrationMail = publicCatalogue({
  cs: {
    'registration_mail.greeting': 'Dobrý den,',
    'registration_mail.event': 'Akce',
    'registration_mail.when': 'Kdy',
    'registration_mail.where': 'Kde',
    'registration_mail.name': 'Na jméno',
    'registration_mail.party': 'Počet míst',
    'registration_mail.show': 'Otevřít mou přihlášku',
    'registration_mail.calendar': 'Přidat do kalendáře',
    'registration_mail.event_page': 'Stránka akce',
    'registration_mail.reply': 'Potřebujete s něčím poradit? Stačí na tento e-mail odpovědět.',
    'registration_mail.not_you':
      'Nepřihlašovali jste se? Pak nemusíte dělat nic, bez vašeho potvrzení přihláška neplatí.',
    'registration_mail.cannot_come':
      'Nemůžete nakonec přijít? Dejte nám vědět jedním klepnutím ve své přihlášce. Místo pak dostane někdo, kdo na něj čeká.',
    'registration_mail.received.subject': 'Potvrďte prosím účast: {title}',
    'registration_mail.received.heading': 'Chybí už jen jeden krok',
    'registration_mail.received.text':
      '{count, plural, one {děkujeme za přihlášku. Držíme vám místo, jen si potřebujeme ověřit, že jste to opravdu vy.} few {děkujeme za přihlášku. Držíme vám # místa, jen si potřebujeme ověřit, že jste to opravdu vy.} many {děkujeme za přihlášku. Držíme vám # místa, jen si potřebujeme ověřit, že jste to opravdu vy.} other {děkujeme za přihlášku. Držíme vám # míst, jen si potřebujeme ověřit, že jste to opravdu vy.}}',
    'registration_mail.received.held':
      'Otevřete prosím odkaz níže a na stránce účast potvrďte tlačítkem. Počkáme do {until}, potom místo nabídneme dalším.',
    'registration_mail.received.button': 'Potvrdit účast',
    'registration_mail.waiting.subject': 'Akce je plná, potvrďte prosím své pořadí: {title}',
    'registration_mail.waiting.heading': 'Akce je plná, ale ještě není nic ztraceno',
    'registration_mail.waiting.text':
      'děkujeme za přihlášku. Všechna místa jsou teď obsazená, a tak jsme vás zařadili mezi čekající.',
    'registration_mail.waiting.prove':
      'Aby na vás mohla přijít řada, potřebujeme vědět, že adresa je opravdu vaše. Otevřete prosím odkaz níže a na stránce ji potvrďte tlačítkem.',
    'registration_mail.waiting.button': 'Potvrdit adresu',
    'registration_mail.confirmed.subject': 'Máte místo: {title}',
    'registration_mail.confirmed.heading': 'Těšíme se na vás',
    'registration_mail.confirmed.text':
      '{count, plural, one {vaše účast je potvrzená a místo na vás čeká.} few {vaše účast je potvrzená a # místa na vás čekají.} many {vaše účast je potvrzená a # místa na vás čeká.} other {vaše účast je potvrzená a # míst na vás čeká.}}',
    'registration_mail.promoted.subject': 'Uvolnilo se místo a je vaše: {title}',
    'registration_mail.promoted.heading': 'Dočkali jste se, máte místo',
    'registration_mail.promoted.text':
      '{count, plural, one {na akci se uvolnilo místo a patří vám. Nic dalšího potvrzovat nemusíte.} few {na akci se uvolnila # místa a patří vám. Nic dalšího potvrzovat nemusíte.} many {na akci se uvolnilo # místa a patří vám. Nic dalšího potvrzovat nemusíte.} other {na akci se uvolnilo # míst a patří vám. Nic dalšího potvrzovat nemusíte.}}',
    'registration_mail.queued.subject': 'Čekáte na volné místo: {title}',
    'registration_mail.queued.heading': 'Adresu máme potvrzenou, jste v pořadí',
    'registration_mail.queued.text': 'děkujeme. Akce je zatím plná, ale vaše pořadí mezi čekajícími platí.',
    'registration_mail.queued.wait': 'Jakmile se místo uvolní, hned vám napíšeme. Do té doby nemusíte dělat nic.',
    'registration_mail.queued.leave': 'Už o místo nestojíte? Ve své přihlášce se můžete z čekání kdykoli odhlásit.',
    'registration_mail.cancelled.subject': 'Přihláška je zrušená: {title}',
    'registration_mail.cancelled.heading': 'Přihlášku jsme zrušili',
    'registration_mail.cancelled.text': 'vaše přihláška na tuto akci je zrušená. Děkujeme, že jste dali vědět.',
    'registration_mail.cancelled.undo':
      'Byl to omyl? Do 15 minut ji můžete přes odkaz níže vzít zpátky, jako by se nic nestalo.',
    'registration_mail.cancelled.button': 'Vzít zrušení zpět',
    'registration_mail.cancelled.note':
      'Budeme rádi, když se uvidíme jindy. Po 15 minutách se můžete znovu přihlásit na stránce akce, pokud tam bude místo.',
    'registration_mail.again.subject': 'Přihlášku už od vás máme: {title}',
    'registration_mail.again.heading': 'Přihlášku už od vás máme',
    'registration_mail.again.text':
      'někdo, nejspíš vy, se právě znovu přihlásil na tuto akci s vaší e-mailovou adresou.',
    'registration_mail.again.unchanged':
      'Na původní přihlášce se nic nezměnilo. Kdyby vám odkaz na ni nebyl po ruce, najdete ho tady:',
    'registration_mail.again.not_you': 'Pokud jste to nebyli vy, nemusíte dělat nic. Nic se nestalo.',
  },
  en: {
    'registration_mail.greeting': 'Hello,',
    'registration_mail.event': 'Event',
    'registration_mail.when': 'When',
    'registration_mail.where': 'Where',
    'registration_mail.name': 'Name',
    'registration_mail.party': 'Places',
    'registration_mail.show': 'Open my registration',
    'registration_mail.calendar': 'Add to calendar',
    'registration_mail.event_page': 'Event page',
    'registration_mail.reply': 'Any questions? Just reply to this e-mail.',
    'registration_mail.not_you':
      'Wasn’t it you who registered? Then there is nothing to do. Without your confirmation the registration does not count.',
    'registration_mail.cannot_come':
      'Can’t come after all? Tell us with one tap in your registration, and your place goes to someone who is waiting for it.',
    'registration_mail.received.subject': 'Please confirm you are coming: {title}',
    'registration_mail.received.heading': 'Just one more step',
    'registration_mail.received.text':
      '{count, plural, one {Thank you for registering. We are holding a place for you and only need to know that it was really you.} other {Thank you for registering. We are holding # places for you and only need to know that it was really you.}}',
    'registration_mail.received.held':
      'Please open the link below and confirm with the button on the page. We will wait until {until}; after that the place goes to someone else.',
    'registration_mail.received.button': 'Confirm my place',
    'registration_mail.waiting.subject': 'The event is full, please confirm your turn: {title}',
    'registration_mail.waiting.heading': 'The event is full, but there is still hope',
    'registration_mail.waiting.text':
      'Thank you for registering. All places are taken at the moment, so we have put you on the waiting list.',
    'registration_mail.waiting.prove':
      'For your turn to come, we need to know that this address is really yours. Please open the link below and confirm it with the button on the page.',
    'registration_mail.waiting.button': 'Confirm my address',
    'registration_mail.confirmed.subject': 'You have a place: {title}',
    'registration_mail.confirmed.heading': 'We look forward to seeing you',
    'registration_mail.confirmed.text':
      '{count, plural, one {Your registration is confirmed and your place is waiting for you.} other {Your registration is confirmed and your # places are waiting for you.}}',
    'registration_mail.promoted.subject': 'A place came free and it is yours: {title}',
    'registration_mail.promoted.heading': 'Your turn has come: you have a place',
    'registration_mail.promoted.text':
      '{count, plural, one {A place at the event came free and it is yours. There is nothing more to confirm.} other {# places at the event came free and they are yours. There is nothing more to confirm.}}',
    'registration_mail.queued.subject': 'You are on the waiting list: {title}',
    'registration_mail.queued.heading': 'Your address is confirmed, you are in the queue',
    'registration_mail.queued.text': 'Thank you. The event is still full, but your turn in the queue counts.',
    'registration_mail.queued.wait': 'We will write as soon as a place comes free. Until then there is nothing to do.',
    'registration_mail.queued.leave':
      'Not interested any more? You can leave the queue at any time in your registration.',
    'registration_mail.cancelled.subject': 'Your registration is cancelled: {title}',
    'registration_mail.cancelled.heading': 'Your registration is cancelled',
    'registration_mail.cancelled.text': 'Your registration for this event is cancelled. Thank you for letting us know.',
    'registration_mail.cancelled.undo':
      'Was it a mistake? Within 15 minutes you can take it back through the link below, as if nothing had happened.',
    'registration_mail.cancelled.button': 'Undo the cancellation',
    'registration_mail.cancelled.note':
      'We hope to see you another time. After 15 minutes you can register again on the event page if there is still a place.',
    'registration_mail.again.subject': 'You are already registered: {title}',
    'registration_mail.again.heading': 'You are already registered',
    'registration_mail.again.text':
      'Someone, most likely you, has just registered for this event again with your e-mail address.',
    'registration_mail.again.unchanged':
      'Nothing has changed in your first registration. In case you lost the link to it, here it is:',
    'registration_mail.again.not_you': 'If it wasn’t you, you can ignore this e-mail. No harm was done.',
  },
  de: {
    'registration_mail.greeting': 'Guten Tag,',
    'registration_mail.event': 'Veranstaltung',
    'registration_mail.when': 'Wann',
    'registration_mail.where': 'Wo',
    'registration_mail.name': 'Name',
    'registration_mail.party': 'Plätze',
    'registration_mail.show': 'Meine Anmeldung öffnen',
    'registration_mail.calendar': 'In den Kalender eintragen',
    'registration_mail.event_page': 'Seite der Veranstaltung',
    'registration_mail.reply': 'Haben Sie Fragen? Antworten Sie einfach auf diese E-Mail.',
    'registration_mail.not_you':
      'Sie haben sich gar nicht angemeldet? Dann brauchen Sie nichts zu tun. Ohne Ihre Bestätigung ist die Anmeldung nicht gültig.',
    'registration_mail.cannot_come':
      'Können Sie doch nicht kommen? Sagen Sie uns in Ihrer Anmeldung mit einem Fingertipp Bescheid. Der Platz geht dann an jemanden, der darauf wartet.',
    'registration_mail.received.subject': 'Bitte bestätigen Sie Ihre Teilnahme: {title}',
    'registration_mail.received.heading': 'Nur noch ein Schritt',
    'registration_mail.received.text':
      '{count, plural, one {vielen Dank für Ihre Anmeldung. Wir halten einen Platz für Sie frei und möchten nur sicher sein, dass sie wirklich von Ihnen stammt.} other {vielen Dank für Ihre Anmeldung. Wir halten # Plätze für Sie frei und möchten nur sicher sein, dass sie wirklich von Ihnen stammt.}}',
    'registration_mail.received.held':
      'Bitte öffnen Sie den Link unten und bestätigen Sie Ihre Teilnahme mit der Schaltfläche auf der Seite. Wir warten bis {until}, danach geben wir den Platz weiter.',
    'registration_mail.received.button': 'Teilnahme bestätigen',
    'registration_mail.waiting.subject': 'Ausgebucht – bitte bestätigen Sie Ihren Wartelistenplatz: {title}',
    'registration_mail.waiting.heading': 'Ausgebucht, aber noch ist nichts verloren',
    'registration_mail.waiting.text':
      'vielen Dank für Ihre Anmeldung. Im Moment sind alle Plätze vergeben, deshalb stehen Sie auf der Warteliste.',
    'registration_mail.waiting.prove':
      'Damit Sie nachrücken können, müssen wir wissen, dass diese Adresse wirklich Ihnen gehört. Bitte öffnen Sie den Link unten und bestätigen Sie sie mit der Schaltfläche auf der Seite.',
    'registration_mail.waiting.button': 'Adresse bestätigen',
    'registration_mail.confirmed.subject': 'Sie haben einen Platz: {title}',
    'registration_mail.confirmed.heading': 'Wir freuen uns auf Sie',
    'registration_mail.confirmed.text':
      '{count, plural, one {Ihre Teilnahme ist bestätigt, Ihr Platz ist für Sie reserviert.} other {Ihre Teilnahme ist bestätigt, # Plätze sind für Sie reserviert.}}',
    'registration_mail.promoted.subject': 'Ein Platz ist frei geworden und gehört Ihnen: {title}',
    'registration_mail.promoted.heading': 'Das Warten hat sich gelohnt: Sie haben einen Platz',
    'registration_mail.promoted.text':
      '{count, plural, one {ein Platz ist frei geworden und gehört Ihnen. Sie müssen nichts weiter bestätigen.} other {# Plätze sind frei geworden und gehören Ihnen. Sie müssen nichts weiter bestätigen.}}',
    'registration_mail.queued.subject': 'Sie stehen auf der Warteliste: {title}',
    'registration_mail.queued.heading': 'Adresse bestätigt, Sie stehen auf der Warteliste',
    'registration_mail.queued.text':
      'vielen Dank. Die Veranstaltung ist noch ausgebucht, aber Ihr Wartelistenplatz ist Ihnen sicher.',
    'registration_mail.queued.wait':
      'Sobald ein Platz frei wird, schreiben wir Ihnen. Bis dahin brauchen Sie nichts zu tun.',
    'registration_mail.queued.leave':
      'Kein Interesse mehr? In Ihrer Anmeldung können Sie sich jederzeit von der Warteliste streichen.',
    'registration_mail.cancelled.subject': 'Ihre Anmeldung ist storniert: {title}',
    'registration_mail.cancelled.heading': 'Ihre Anmeldung ist storniert',
    'registration_mail.cancelled.text':
      'Ihre Anmeldung zu dieser Veranstaltung ist storniert. Danke, dass Sie Bescheid gegeben haben.',
    'registration_mail.cancelled.undo':
      'War das ein Versehen? Innerhalb von 15 Minuten können Sie die Stornierung über den Link unten rückgängig machen, als wäre nichts gewesen.',
    'registration_mail.cancelled.button': 'Stornierung rückgängig machen',
    'registration_mail.cancelled.note':
      'Wir freuen uns, wenn wir uns ein andermal sehen. Nach den 15 Minuten können Sie sich auf der Seite der Veranstaltung neu anmelden, falls noch ein Platz frei ist.',
    'registration_mail.again.subject': 'Sie sind bereits angemeldet: {title}',
    'registration_mail.again.heading': 'Sie sind bereits angemeldet',
    'registration_mail.again.text':
      'jemand, wahrscheinlich Sie selbst, hat sich gerade noch einmal mit Ihrer E-Mail-Adresse zu dieser Veranstaltung angemeldet.',
    'registration_mail.again.unchanged':
      'An Ihrer ersten Anmeldung hat sich nichts geändert. Falls Sie den Link dazu nicht mehr finden, hier ist er:',
    'registration_mail.again.not_you':
      'Falls Sie das nicht waren, können Sie diese E-Mail einfach ignorieren. Es ist nichts passiert.',
  },
  uk: {
    'registration_mail.greeting': 'Добрий день!',
    'registration_mail.event': 'Подія',
    'registration_mail.when': 'Коли',
    'registration_mail.where': 'Де',
    'registration_mail.name': 'Ім’я',
    'registration_mail.party': 'Кількість місць',
    'registration_mail.show': 'Відкрити мою реєстрацію',
    'registration_mail.calendar': 'Додати до календаря',
    'registration_mail.event_page': 'Сторінка події',
    'registration_mail.reply': 'Маєте запитання? Просто дайте відповідь на цей лист.',
    'registration_mail.not_you':
      'Це реєструвалися не ви? Тоді нічого робити не потрібно: без вашого підтвердження реєстрація недійсна.',
    'registration_mail.cannot_come':
      'Не зможете прийти? Повідомте нас одним дотиком у своїй реєстрації, і місце дістанеться тому, хто на нього чекає.',
    'registration_mail.received.subject': 'Підтвердьте, будь ласка, участь: {title}',
    'registration_mail.received.heading': 'Залишився один крок',
    'registration_mail.received.text':
      '{count, plural, one {Дякуємо за реєстрацію. Ми тримаємо для вас # місце й лише хочемо переконатися, що це справді ви.} few {Дякуємо за реєстрацію. Ми тримаємо для вас # місця й лише хочемо переконатися, що це справді ви.} many {Дякуємо за реєстрацію. Ми тримаємо для вас # місць і лише хочемо переконатися, що це справді ви.} other {Дякуємо за реєстрацію. Ми тримаємо для вас # місця й лише хочемо переконатися, що це справді ви.}}',
    'registration_mail.received.held':
      'Відкрийте, будь ласка, посилання нижче й підтвердьте участь кнопкою на сторінці. Ми зачекаємо до {until}, а потім запропонуємо місце іншим.',
    'registration_mail.received.button': 'Підтвердити участь',
    'registration_mail.waiting.subject': 'Місць немає, підтвердьте, будь ласка, свою чергу: {title}',
    'registration_mail.waiting.heading': 'Вільних місць немає, але ще не все втрачено',
    'registration_mail.waiting.text':
      'Дякуємо за реєстрацію. Наразі всі місця зайняті, тому ми внесли вас до списку очікування.',
    'registration_mail.waiting.prove':
      'Щоб до вас дійшла черга, нам потрібно знати, що ця адреса справді ваша. Відкрийте, будь ласка, посилання нижче й підтвердьте її кнопкою на сторінці.',
    'registration_mail.waiting.button': 'Підтвердити адресу',
    'registration_mail.confirmed.subject': 'У вас є місце: {title}',
    'registration_mail.confirmed.heading': 'Чекаємо на вас',
    'registration_mail.confirmed.text':
      '{count, plural, one {Вашу участь підтверджено, місце чекає на вас.} few {Вашу участь підтверджено, # місця чекають на вас.} many {Вашу участь підтверджено, # місць чекають на вас.} other {Вашу участь підтверджено, # місця чекає на вас.}}',
    'registration_mail.promoted.subject': 'Звільнилося місце, і воно ваше: {title}',
    'registration_mail.promoted.heading': 'Ви дочекалися: у вас є місце',
    'registration_mail.promoted.text':
      '{count, plural, one {На події звільнилося місце, і воно ваше. Більше нічого підтверджувати не потрібно.} few {На події звільнилося # місця, і вони ваші. Більше нічого підтверджувати не потрібно.} many {На події звільнилося # місць, і вони ваші. Більше нічого підтверджувати не потрібно.} other {На події звільнилося # місця, і вони ваші. Більше нічого підтверджувати не потрібно.}}',
    'registration_mail.queued.subject': 'Ви у списку очікування: {title}',
    'registration_mail.queued.heading': 'Адресу підтверджено, ви в черзі',
    'registration_mail.queued.text': 'Дякуємо. Вільних місць поки немає, але ваша черга зберігається.',
    'registration_mail.queued.wait':
      'Щойно звільниться місце, ми одразу вам напишемо. До того часу нічого робити не потрібно.',
    'registration_mail.queued.leave':
      'Уже не плануєте прийти? У своїй реєстрації ви можете будь-коли вийти зі списку очікування.',
    'registration_mail.cancelled.subject': 'Реєстрацію скасовано: {title}',
    'registration_mail.cancelled.heading': 'Реєстрацію скасовано',
    'registration_mail.cancelled.text': 'Вашу реєстрацію на цю подію скасовано. Дякуємо, що повідомили.',
    'registration_mail.cancelled.undo':
      'Це сталося помилково? Протягом 15 хвилин її можна повернути за посиланням нижче, ніби нічого й не було.',
    'registration_mail.cancelled.button': 'Повернути реєстрацію',
    'registration_mail.cancelled.note':
      'Будемо раді побачитися іншим разом. Після 15 хвилин ви можете знову зареєструватися на сторінці події, якщо там ще будуть місця.',
    'registration_mail.again.subject': 'Ви вже зареєстровані: {title}',
    'registration_mail.again.heading': 'Ви вже зареєстровані',
    'registration_mail.again.text':
      'Хтось, найімовірніше ви, щойно ще раз зареєструвався на цю подію з вашою електронною адресою.',
    'registration_mail.again.unchanged':
      'У вашій першій реєстрації нічого не змінилося. Якщо ви не можете знайти посилання на неї, ось воно:',
    'registration_mail.again.not_you': 'Якщо це були не ви, просто не зважайте на цей лист. Нічого не сталося.',
  },
})
