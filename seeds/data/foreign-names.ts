export type Origin = 'ukraine' | 'germany' | 'vietnam' | 'english' | 'india'

type Names = { women: readonly string[]; men: readonly string[]; families: readonly string[] }

/** As written in a passport's Latin line; the commonest first. */
export const foreignNames: Record<Exclude<Origin, 'ukraine'>, Names> = {
  germany: {
    women: ['Anna', 'Katharina', 'Julia', 'Sabine', 'Franziska', 'Lena', 'Anke', 'Theresa', 'Birgit', 'Käthe'],
    men: ['Thomas', 'Michael', 'Stefan', 'Lukas', 'Jörg', 'Andreas', 'Matthias', 'Jürgen', 'Felix', 'Tobias'],
    families: [
      'Müller',
      'Schmidt',
      'Schneider',
      'Becker',
      'Hoffmann',
      'Richter',
      'Krüger',
      'Weiß',
      'Vogel',
      'Böhm',
      'Lindner',
      'Großmann',
    ],
  },
  vietnam: {
    women: ['Thị Lan', 'Thị Mai', 'Thu Hương', 'Minh Anh', 'Thị Hồng', 'Ngọc Linh', 'Thanh Thảo', 'Phương'],
    men: ['Văn Minh', 'Văn Hùng', 'Đức Anh', 'Quang Huy', 'Tuấn', 'Hoàng Long', 'Xuân Nam', 'Thành'],
    families: ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô'],
  },
  english: {
    women: ['Emily', 'Sarah', 'Jessica', 'Laura', 'Rachel', 'Megan', 'Olivia', 'Siobhán', 'Hannah', 'Chloe'],
    men: ['James', 'Daniel', 'Michael', 'Andrew', 'Thomas', 'Ryan', 'Matthew', 'Oliver', 'Ewan', 'Patrick'],
    families: [
      'Smith',
      'Jones',
      'Taylor',
      'Wilson',
      'Walker',
      'Johnson',
      'Murphy',
      'Campbell',
      'Harris',
      "O'Connor",
      'Bennett',
      'MacLeod',
    ],
  },
  india: {
    women: ['Priya', 'Ananya', 'Divya', 'Sneha', 'Kavya', 'Pooja', 'Meera', 'Lakshmi', 'Neha', 'Aishwarya'],
    men: ['Rahul', 'Arjun', 'Vikram', 'Amit', 'Sanjay', 'Rohit', 'Karthik', 'Nikhil', 'Suresh', 'Aditya'],
    families: [
      'Sharma',
      'Patel',
      'Singh',
      'Kumar',
      'Gupta',
      'Iyer',
      'Nair',
      'Reddy',
      'Rao',
      'Mehta',
      'Banerjee',
      'Kulkarni',
    ],
  },
}

type Spelt = readonly [cyrillic: string, latin: string]

/** Ukrainian names both ways: half of the people sign in one script, half in the other. */
export const ukrainianWomen: readonly Spelt[] = [
  ['Олена', 'Olena'],
  ['Наталія', 'Nataliia'],
  ['Ірина', 'Iryna'],
  ['Оксана', 'Oksana'],
  ['Тетяна', 'Tetiana'],
  ['Юлія', 'Yuliia'],
  ['Анна', 'Anna'],
  ['Світлана', 'Svitlana'],
  ['Марія', 'Mariia'],
  ['Катерина', 'Kateryna'],
  ['Вікторія', 'Viktoriia'],
  ['Людмила', 'Liudmyla'],
  ['Галина', 'Halyna'],
  ['Дар’я', 'Daria'],
  ['Соломія', 'Solomiia'],
]

export const ukrainianMen: readonly Spelt[] = [
  ['Олександр', 'Oleksandr'],
  ['Андрій', 'Andrii'],
  ['Сергій', 'Serhii'],
  ['Володимир', 'Volodymyr'],
  ['Іван', 'Ivan'],
  ['Дмитро', 'Dmytro'],
  ['Микола', 'Mykola'],
  ['Юрій', 'Yurii'],
  ['Тарас', 'Taras'],
  ['Богдан', 'Bohdan'],
  ['Максим', 'Maksym'],
  ['Ярослав', 'Yaroslav'],
]

export const ukrainianFamilies: readonly { man: Spelt; woman: Spelt }[] = [
  ...(
    [
      ['Коваленко', 'Kovalenko'],
      ['Бондаренко', 'Bondarenko'],
      ['Ткаченко', 'Tkachenko'],
      ['Шевченко', 'Shevchenko'],
      ['Мельник', 'Melnyk'],
      ['Кравчук', 'Kravchuk'],
      ['Бойко', 'Boiko'],
      ['Ковальчук', 'Kovalchuk'],
      ['Олійник', 'Oliinyk'],
      ['Поліщук', 'Polishchuk'],
      ['Лисенко', 'Lysenko'],
      ['Савченко', 'Savchenko'],
      ['Гриценко', 'Hrytsenko'],
      ['Марченко', 'Marchenko'],
      ['Щербак', 'Shcherbak'],
      ['Їжак', 'Yizhak'],
    ] as const
  ).map((family) => ({ man: family, woman: family })),
  { man: ['Левицький', 'Levytskyi'], woman: ['Левицька', 'Levytska'] },
  { man: ['Яворський', 'Yavorskyi'], woman: ['Яворська', 'Yavorska'] },
  { man: ['Чорний', 'Chornyi'], woman: ['Чорна', 'Chorna'] },
]
