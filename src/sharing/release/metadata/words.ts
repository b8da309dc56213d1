import type { Language } from './described.ts'

/** How the numbers are to be read, for people who meet them without us. */
export const reading: Record<Language, string> = {
  cs: 'Každý zveřejněný počet je zaokrouhlen na násobek pěti a od skutečného se liší nejvýše o čtyři. Buňka, v níž je méně než deset lidí, nemá žádné číslo: znamená „<10“, tedy nula až devět, a nikdy ne nulu. V řádcích a sloupcích bez takové buňky se počty sčítají přesně.',
  en: 'Every published count is rounded to a multiple of five and differs from the true one by four at most. A cell of fewer than ten people has no number: it means "<10", which is zero to nine, never zero itself. Lines without such a cell add up exactly.',
  de: 'Jede veröffentlichte Anzahl ist auf ein Vielfaches von fünf gerundet und weicht um höchstens vier von der wahren ab. Eine Zelle mit weniger als zehn Personen enthält keine Zahl: Sie bedeutet „<10“, also null bis neun, niemals einfach null. Zeilen und Spalten ohne solche Zellen summieren sich genau.',
  uk: 'Кожну опубліковану кількість округлено до числа, кратного п’яти, і вона відрізняється від справжньої щонайбільше на чотири. Клітинка, у якій менше ніж десять людей, не має числа: вона означає «<10», тобто від нуля до дев’яти, і ніколи просто нуль. У рядках і стовпцях без таких клітинок кількості сумуються точно.',
}

/** What a world is. */
export const worldsAreInvented: Record<Language, string> = {
  cs: 'Soubory ve složce worlds obsahují vymyšlené lidi. Dokazují, že v každé buňce „<10“ může být nula i devět; o skutečných odpovědích nic neříkají.',
  en: 'The files in the folder worlds hold made-up people. They prove that every cell "<10" may be zero and may be nine; they say nothing about real answers.',
  de: 'Die Dateien im Ordner worlds enthalten erfundene Personen. Sie beweisen, dass in jeder Zelle „<10“ null und auch neun stehen kann; über wirkliche Antworten sagen sie nichts.',
  uk: 'Файли в папці worlds містять вигаданих людей. Вони доводять, що в кожній клітинці «<10» може бути і нуль, і дев’ять; про справжні відповіді вони нічого не кажуть.',
}

/** What columns hold. */
export const columns = {
  kind: 'total: everybody; frame: a group of people; item: an answer to a question',
  dimension: 'Id of the frame or item in codes.json; empty for the total',
  code: 'Code of the group or answer in codes.json; empty for the total',
  margin: 'People, rounded to a multiple of 5; differs from the true count by at most 4',
  item: 'Id of the question in codes.json',
  item_code: 'Code of the answer in codes.json',
  frame: 'Id of the grouping in codes.json',
  frame_code: 'Code of the group in codes.json',
  count:
    'People with this answer in this group, rounded to a multiple of 5; differs from the true count by at most 4. Empty means "<10": fewer than 10 people, from 0 to 9; it never means 0.',
  since: 'Snapshot from which these made-up people count',
  people: 'How many made-up people share this row',
}
