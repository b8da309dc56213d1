import { importsOf, type Sources } from './sources.ts'

const speaksSql = /^src\/(?:[a-z]+\/queries(?:\.ts|\/[a-z-]+\.ts)|mail\/ledger\.ts|db\/.+|web\/rate-limits\.ts)$/
const query = /\.(?:selectFrom|insertInto|updateTable|deleteFrom)\(/

/** SQL stands in queries, in the ledger, in the rate limits and in src/db. */
export const strayingSql = (sources: Sources): string[] => {
  const importers = importsOf(sources)
    .filter(({ to, names, typeOnly }) => to === 'kysely' && !typeOnly && /\bsql\b/.test(names))
    .map(({ from }) => from)
  const askers = [...sources].filter(([, text]) => query.test(text)).map(([path]) => path)
  return [...new Set([...importers, ...askers])]
    .filter((path) => /^(?:src|views)\//.test(path) && !speaksSql.test(path))
    .map((path) => `${path} speaks SQL`)
}

const mostLines = (path: string): number => {
  if (path === 'src/db/types.generated.ts' || /^(?:views\/messages|migrations|seeds\/data)\//.test(path))
    return Infinity
  return path.startsWith('tests/') ? 400 : 200
}

/** A file is read in one go. */
export const longFiles = (sources: Sources): string[] =>
  [...sources]
    .map(([path, text]) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ path, lines }) => lines > mostLines(path))
    .map(({ path, lines }) => `${path} has ${lines} lines`)

const saysNothing = /^(?:utils?|helpers?|common|misc|managers?|services?)$/

/** Names say what a file is about. */
export const emptyNames = (sources: Sources): string[] =>
  [...sources.keys()]
    .filter((path) => path.split('/').some((part) => part.split(/[.-]/).some((word) => saysNothing.test(word))))
    .map((path) => `${path} is named after nothing`)

const anyType = /(?:[:<,|&(]\s*|\bas\s+)any(?=\s*(?:[>,)\]|&;=[]|$))/
const reason = /biome-ignore lint\/suspicious\/noExplicitAny: \w+ \w+/

/** `any` switches the compiler off, so each carries its reason on the line before it. */
export const unexplainedAny = (sources: Sources): string[] =>
  [...sources].flatMap(([path, text]) => {
    const lines = text.split('\n')
    return lines.flatMap((line, index) =>
      anyType.test(line.replace(/\/\/.*|\/\*.*|^\s*\*.*/, '')) && !reason.test(lines[index - 1] ?? '')
        ? [`${path}:${index + 1} says any`]
        : [],
    )
  })

const knownIndexes = ['views/messages/index.ts', 'migrations/index.ts']

/** A barrel hides who needs whom. */
export const barrels = (sources: Sources): string[] =>
  [...sources.keys()]
    .filter((path) => /(?:^|\/)index\.tsx?$/.test(path) && !knownIndexes.includes(path))
    .map((path) => `${path} is a barrel`)
