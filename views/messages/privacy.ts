import { publicCatalogue } from './catalogue.ts'

export const privacy = publicCatalogue({
  cs: {
    'privacy.title': 'Jak zacházíme s vašimi údaji',
    'privacy.who': 'Kdo za údaje odpovídá',
    'privacy.who_text': '{centre}, {address}. Napište nám na {email}.',
    'privacy.event': 'Když se přihlásíte na akci',
    'privacy.event_text':
      'Potřebujeme jméno a e-mail, abychom vám podrželi místo a dali vědět o změnách. Uvidí je jen pracovníci centra.',
    'privacy.contact': 'Když chcete zůstat v kontaktu',
    'privacy.contact_text':
      'Jméno a e-mail si uložíme k souhlasu, který jste dali, i s přesným zněním věty, kterou jste potvrdili. Ozveme se vám s tím, o co jste stáli.',
    'privacy.newsletter': 'Když odebíráte newsletter',
    'privacy.newsletter_text': 'Posíláme ho jen tomu, kdo o něj požádal, a odhlásit se dá kdykoli.',
    'privacy.referral': 'Když vás doporučíme dál',
    'privacy.referral_text':
      'Partnerovi nebo jinému centru předáme jen to, s čím jste souhlasili, a na jak dlouho je potřeba. Zapisujeme si také, o čem jsme spolu mluvili; na své stránce si to můžete přečíst. Souhlas s předáním můžete kdykoli odvolat a odkaz tím přestane platit.',
    'privacy.survey': 'Když vyplníte dotazník',
    'privacy.survey_text': 'Odpovědi sbíráme bez jména a nejdou k vám přiřadit.',
    'privacy.rights': 'Co můžete chtít',
    'privacy.rights_text':
      'Máte právo vědět, co o vás máme, nechat údaje opravit nebo vymazat a souhlas kdykoli odvolat. Stačí napsat na {email}. Stěžovat si můžete u Úřadu pro ochranu osobních údajů.',
    'privacy.cookies': 'Cookies',
    'privacy.cookies_text':
      'Jedinou cookie uloží rozepsaný dotazník, abyste v něm mohli pokračovat. Jinak veřejné stránky žádné neukládají a nic nenačítají odjinud.',
    'accessibility.title': 'Prohlášení o přístupnosti',
    'accessibility.text':
      'Chceme, aby tyto stránky mohl používat každý: s klávesnicí, se čtečkou, na telefonu i při velkém zvětšení. Stavíme je podle pravidel WCAG 2.2 na úrovni AA.',
    'accessibility.tested':
      'Každou stránku hlídají automatické zkoušky přístupnosti. Zkoušky s lidmi, kteří používají čtečky, nás teprve čekají.',
    'accessibility.contact':
      'Narazili jste na překážku? Napište centru, na jehož stránce jste byli. Odpovíme a překážku odstraníme.',
    'accessibility.authority':
      'Pokud s naší odpovědí nebudete spokojeni, můžete se obrátit na Digitální a informační agenturu.',
  },
  en: {
    'privacy.title': 'What we do with your data',
    'privacy.who': 'Who is responsible',
    'privacy.who_text': '{centre}, {address}. Write to us at {email}.',
    'privacy.event': 'When you register for an event',
    'privacy.event_text':
      'We need your name and e-mail to keep a place for you and to tell you about changes. Only the staff of the centre see them.',
    'privacy.contact': 'When you want to keep in touch',
    'privacy.contact_text':
      'We keep your name and e-mail with the consent you gave and the exact sentence you agreed to. We write about what you asked for.',
    'privacy.newsletter': 'When you take the newsletter',
    'privacy.newsletter_text': 'It goes only to those who asked for it, and you can unsubscribe at any time.',
    'privacy.referral': 'When we refer you to somebody',
    'privacy.referral_text':
      'A partner or another centre gets only what you agreed to, for as long as it is needed. We also write down what we talked about; you can read it on your own page. You can withdraw your consent at any time, and the link stops working.',
    'privacy.survey': 'When you answer a survey',
    'privacy.survey_text': 'Answers are collected without a name and cannot be traced to you.',
    'privacy.rights': 'What you can ask for',
    'privacy.rights_text':
      'You have the right to know what we hold about you, to have it corrected or erased, and to withdraw your consent at any time. Just write to {email}. You can complain to the Czech Office for Personal Data Protection.',
    'privacy.cookies': 'Cookies',
    'privacy.cookies_text':
      'The only cookie comes with a survey you have begun, so that you can go on with it. Otherwise the public pages set none and load nothing from elsewhere.',
    'accessibility.title': 'Accessibility statement',
    'accessibility.text':
      'Everybody should be able to use these pages: with a keyboard, a screen reader, on a phone and strongly enlarged. We build them by WCAG 2.2, level AA.',
    'accessibility.tested':
      'Automatic accessibility checks watch every page. Tests with people who use screen readers are still ahead of us.',
    'accessibility.contact':
      'Did you meet a barrier? Write to the centre whose page you were on. We will answer and remove it.',
    'accessibility.authority':
      'If our answer does not satisfy you, you can turn to the Czech Digital and Information Agency.',
  },
  de: {
    'privacy.title': 'Wie wir mit Ihren Daten umgehen',
    'privacy.who': 'Wer verantwortlich ist',
    'privacy.who_text': '{centre}, {address}. Schreiben Sie uns an {email}.',
    'privacy.event': 'Wenn Sie sich zu einer Veranstaltung anmelden',
    'privacy.event_text':
      'Wir brauchen Ihren Namen und Ihre E-Mail-Adresse, um einen Platz für Sie freizuhalten und Sie über Änderungen zu informieren. Nur die Mitarbeitenden des Zentrums sehen sie.',
    'privacy.contact': 'Wenn Sie in Kontakt bleiben möchten',
    'privacy.contact_text':
      'Wir speichern Namen und E-Mail-Adresse mit Ihrer Einwilligung und dem genauen Satz, dem Sie zugestimmt haben. Wir schreiben Ihnen zu dem, was Sie gewünscht haben.',
    'privacy.newsletter': 'Wenn Sie den Newsletter beziehen',
    'privacy.newsletter_text': 'Er geht nur an die, die ihn bestellt haben, und Sie können sich jederzeit abmelden.',
    'privacy.referral': 'Wenn wir Sie weiterempfehlen',
    'privacy.referral_text':
      'Ein Partner oder ein anderes Zentrum bekommt nur das, womit Sie einverstanden waren, und nur so lange wie nötig. Wir notieren auch, worüber wir gesprochen haben; auf Ihrer eigenen Seite können Sie es lesen. Die Einwilligung können Sie jederzeit widerrufen, dann gilt der Link nicht mehr.',
    'privacy.survey': 'Wenn Sie einen Fragebogen ausfüllen',
    'privacy.survey_text': 'Die Antworten sammeln wir ohne Namen; sie lassen sich Ihnen nicht zuordnen.',
    'privacy.rights': 'Was Sie verlangen können',
    'privacy.rights_text':
      'Sie haben das Recht zu erfahren, was wir über Sie gespeichert haben, es berichtigen oder löschen zu lassen und Ihre Einwilligung jederzeit zu widerrufen. Schreiben Sie an {email}. Beschweren können Sie sich beim tschechischen Amt für den Schutz personenbezogener Daten.',
    'privacy.cookies': 'Cookies',
    'privacy.cookies_text':
      'Das einzige Cookie setzt eine begonnene Umfrage, damit Sie sie fortsetzen können. Sonst setzen die öffentlichen Seiten keine und laden nichts von anderswo.',
    'accessibility.title': 'Erklärung zur Barrierefreiheit',
    'accessibility.text':
      'Alle sollen diese Seiten nutzen können: mit Tastatur, mit Vorleseprogramm, auf dem Telefon und stark vergrößert. Wir bauen sie nach WCAG 2.2, Stufe AA.',
    'accessibility.tested':
      'Automatische Prüfungen wachen über jede Seite. Tests mit Menschen, die Vorleseprogramme nutzen, stehen uns noch bevor.',
    'accessibility.contact':
      'Sind Sie auf eine Barriere gestoßen? Schreiben Sie dem Zentrum, auf dessen Seite Sie waren. Wir antworten und beseitigen sie.',
    'accessibility.authority':
      'Wenn Sie mit unserer Antwort nicht zufrieden sind, können Sie sich an die tschechische Digital- und Informationsagentur wenden.',
  },
  uk: {
    'privacy.title': 'Як ми поводимося з вашими даними',
    'privacy.who': 'Хто відповідає за дані',
    'privacy.who_text': '{centre}, {address}. Пишіть нам на {email}.',
    'privacy.event': 'Коли ви реєструєтеся на подію',
    'privacy.event_text':
      'Нам потрібні ім’я та електронна пошта, щоб зберегти для вас місце й повідомити про зміни. Їх бачать лише працівники центру.',
    'privacy.contact': 'Коли ви хочете залишатися на зв’язку',
    'privacy.contact_text':
      'Ми зберігаємо ім’я та електронну пошту разом із вашою згодою і точним текстом, який ви підтвердили. Пишемо про те, чого ви хотіли.',
    'privacy.newsletter': 'Коли ви отримуєте розсилку',
    'privacy.newsletter_text': 'Ми надсилаємо її лише тим, хто про неї попросив, і відписатися можна будь-коли.',
    'privacy.referral': 'Коли ми рекомендуємо вас далі',
    'privacy.referral_text':
      'Партнер або інший центр отримає лише те, на що ви погодилися, і лише на потрібний час. Ми також записуємо, про що говорили; прочитати це можна на вашій сторінці. Згоду можна відкликати будь-коли, і тоді посилання перестане діяти.',
    'privacy.survey': 'Коли ви заповнюєте опитування',
    'privacy.survey_text': 'Відповіді ми збираємо без імені, і їх не можна пов’язати з вами.',
    'privacy.rights': 'Чого ви можете вимагати',
    'privacy.rights_text':
      'Ви маєте право знати, що ми про вас зберігаємо, виправити або стерти ці дані й будь-коли відкликати згоду. Досить написати на {email}. Поскаржитися можна до чеського Управління із захисту персональних даних.',
    'privacy.cookies': 'Файли cookie',
    'privacy.cookies_text':
      'Єдиний файл cookie зберігає розпочате опитування, щоб ви могли його продовжити. Інших публічні сторінки не зберігають і нічого не завантажують з інших місць.',
    'accessibility.title': 'Заява про доступність',
    'accessibility.text':
      'Ми хочемо, щоб цими сторінками міг користуватися кожен: з клавіатурою, із програмою для читання з екрана, на телефоні та із сильним збільшенням. Ми робимо їх за правилами WCAG 2.2 рівня AA.',
    'accessibility.tested':
      'Кожну сторінку перевіряють автоматичні тести доступності. Тести з людьми, які користуються програмами для читання, ще попереду.',
    'accessibility.contact':
      'Натрапили на перешкоду? Напишіть центру, на сторінці якого ви були. Ми відповімо й усунемо її.',
    'accessibility.authority':
      'Якщо наша відповідь вас не задовольнить, можна звернутися до чеської Цифрової та інформаційної агенції.',
  },
})
