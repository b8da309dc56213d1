import { describe, expect, test } from 'vitest'
import {
  circles,
  importedEdges,
  importedRoutes,
  importedTests,
  importsUpwards,
  layersUpsideDown,
  libThatReaches,
  viewsThatReach,
  worldsThatKnow,
} from './architecture/import-rules.ts'
import { barrels, emptyNames, longFiles, strayingSql, unexplainedAny } from './architecture/source-rules.ts'
import { planted, readSources, type Sources } from './architecture/sources.ts'

const sources = readSources('src', 'views', 'migrations', 'seeds', 'tests')

type Rule = { holds: string; check: (sources: Sources) => string[]; plant: Record<string, string>; told: string[] }

const lines = (count: number) => 'export {}\n'.repeat(count)

const rules: Rule[] = [
  {
    holds: 'nobody imports routes but the contents page',
    check: importedRoutes,
    plant: { 'src/home/planted.ts': `import { contacts } from '../contacts/routes.tsx'\n` },
    told: ['src/home/planted.ts imports src/contacts/routes.tsx'],
  },
  {
    holds: 'an area builds only on those below it, and has its place on the ladder',
    check: importsUpwards,
    plant: {
      'src/contacts/planted.ts': `import { promote } from '../events/queue.ts'\n`,
      'src/web/planted.ts': `import type { Enrolment } from '../pipelines/queries.ts'\n`,
      'src/rumours/queries.ts': '',
    },
    told: [
      'src/contacts/planted.ts imports src/events/queue.ts',
      'src/web/planted.ts imports src/pipelines/queries.ts',
      'rumours has no place on the ladder',
    ],
  },
  {
    holds: 'areas know nothing of the edges but types of deps and settings',
    check: importedEdges,
    plant: {
      'src/mail/planted.ts': `import { readConfig } from '../config.ts'\nimport type { Settings } from '../settings.ts'\n`,
      'src/web/planted.ts': `import { refuse } from '../node/refuse.ts'\n`,
    },
    told: ['src/mail/planted.ts imports src/config.ts', 'src/web/planted.ts imports src/node/refuse.ts'],
  },
  {
    holds: 'queries know no forms, policies or ideas, and forms and policies no ideas',
    check: layersUpsideDown,
    plant: {
      'src/contacts/queries/planted.ts': `import { add } from '../person.ts'\nimport type { NewContactForm } from '../forms.ts'\n`,
      'src/events/policy.ts': `import {\n  promote,\n} from './queue.ts'\n`,
    },
    told: [
      'src/events/policy.ts imports src/events/queue.ts',
      'src/contacts/queries/planted.ts imports src/contacts/person.ts',
    ],
  },
  {
    holds: 'views take types and lib from src, and nothing from elsewhere',
    check: viewsThatReach,
    plant: {
      'views/planted.tsx': `import { findContact, type Row } from '../src/contacts/queries/contacts.ts'\nimport { dayOf } from '../src/lib/time.ts'\n`,
      'views/also-planted.tsx': `import type { Cast } from '../tests/support/cast.ts'\n`,
    },
    told: [
      'views/planted.tsx imports src/contacts/queries/contacts.ts',
      'views/also-planted.tsx imports tests/support/cast.ts',
    ],
  },
  {
    holds: 'lib imports nothing of the app',
    check: libThatReaches,
    plant: {
      'src/lib/planted.ts': `import type { Db } from '../db/connection.ts'\nimport { isUuid } from './ids.ts'\n`,
    },
    told: ['src/lib/planted.ts imports src/db/connection.ts'],
  },
  {
    holds: 'made-up worlds know what is published, and neither answers nor counts nor keys',
    check: worldsThatKnow,
    plant: {
      'src/sharing/worlds/planted.ts': `import { countAnswers } from '../release/answers.ts'\nimport type { Counts, Rule } from '../release/plan.ts'\n`,
      'src/sharing/worlds/also-planted.ts': `import { sealed } from '../release/package.ts'\nimport { threshold } from '../release/format.ts'\n`,
      'src/sharing/worlds/again.ts': `import { readFile } from 'node:fs/promises'\nimport { systemOf } from './system.ts'\nconst keys = await import('../release/keys.ts')\n`,
    },
    told: [
      'src/sharing/worlds/planted.ts imports src/sharing/release/answers.ts',
      'src/sharing/worlds/planted.ts imports src/sharing/release/plan.ts',
      'src/sharing/worlds/also-planted.ts imports src/sharing/release/package.ts',
      'src/sharing/worlds/again.ts imports node:fs/promises',
      'src/sharing/worlds/again.ts imports src/sharing/release/keys.ts',
    ],
  },
  {
    holds: 'nobody imports tests, and only the edges load seeds',
    check: importedTests,
    plant: {
      'src/web/planted.ts': `const demo = await import('../../seeds/demo.ts')\n`,
      'seeds/planted.ts': `export { aCentre } from '../tests/support/cast.ts'\n`,
    },
    told: ['src/web/planted.ts imports seeds/demo.ts', 'seeds/planted.ts imports tests/support/cast.ts'],
  },
  {
    holds: 'no files need each other in a circle',
    check: circles,
    plant: {
      'src/lib/a.ts': `import { b } from './b.ts'\n`,
      'src/lib/b.ts': `import './c.ts'\n`,
      'src/lib/c.ts': `import { a } from './a.ts'\nimport type { B } from './b.ts'\n`,
    },
    told: ['src/lib/a.ts -> src/lib/b.ts -> src/lib/c.ts -> src/lib/a.ts'],
  },
  {
    holds: 'SQL stands in queries, the ledger, the rate limits and src/db only',
    check: strayingSql,
    plant: {
      'src/contacts/planted.ts': `import { type Insertable, sql } from 'kysely'\n`,
      'src/clock.ts': `await db\n  .deleteFrom('sessions').execute()\n`,
      'src/contacts/queries/planted.ts': `import { sql } from 'kysely'\n`,
      'src/events/planted.ts': `import type { sql } from 'kysely'\n`,
    },
    told: ['src/contacts/planted.ts speaks SQL', 'src/clock.ts speaks SQL'],
  },
  {
    holds: 'files are short',
    check: longFiles,
    plant: {
      'src/planted.ts': lines(201),
      'views/planted.tsx': lines(200),
      'tests/planted.ts': lines(401),
      'views/messages/planted.ts': lines(500),
      'seeds/planted.ts': lines(201),
    },
    told: ['src/planted.ts has 201 lines', 'tests/planted.ts has 401 lines', 'seeds/planted.ts has 201 lines'],
  },
  {
    holds: 'names say what a file is about',
    check: emptyNames,
    plant: {
      'src/lib/utils.ts': '',
      'views/common/card.tsx': '',
      'src/mail/mail-service.ts': '',
      'src/lib/commonly.ts': '',
    },
    told: [
      'src/lib/utils.ts is named after nothing',
      'views/common/card.tsx is named after nothing',
      'src/mail/mail-service.ts is named after nothing',
    ],
  },
  {
    holds: 'any carries its reason',
    check: unexplainedAny,
    plant: {
      'src/planted.ts':
        'const a: an\u0079 = 1 // any of them\nconst b = a as an\u0079\nconst c: Map<string, an\u0079> = new Map()\n',
      'src/also-planted.ts':
        '// biome-ignore lint/suspicious/noExplicitAny: contexts of every kind\nconst d: an\u0079 = 2\n// : an\u0079\n',
    },
    told: ['src/planted.ts:1 says any', 'src/planted.ts:2 says any', 'src/planted.ts:3 says any'],
  },
  {
    holds: 'no folder hides behind an index but the messages and the migrations',
    check: barrels,
    plant: { 'src/contacts/index.ts': '', 'views/components/index.tsx': '' },
    told: ['src/contacts/index.ts is a barrel', 'views/components/index.tsx is a barrel'],
  },
]

describe.each(rules)('$holds', ({ check, plant, told }) => {
  test('as the project stands', () => expect(check(sources)).toEqual([]))

  test('and a planted violation is told', () => {
    const before = check(sources)
    expect(check(planted(sources, plant)).filter((violation) => !before.includes(violation))).toEqual(told)
  })
})

test('every import of our own leads to a file that is there', async () => {
  const { importsOf } = await import('./architecture/sources.ts')
  const own = importsOf(sources).filter(({ to }) => /^(?:src|views|migrations|seeds|tests)\/.*\.tsx?$/.test(to))
  expect(own.length).toBeGreaterThan(500)
  expect(own.filter(({ to }) => !sources.has(to))).toEqual([])
})
