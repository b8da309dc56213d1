import * as z from 'zod'
import { isUuid } from './ids.ts'
import { stageCategories } from './stages.ts'
import { isDay } from './time.ts'
import {
  barriers,
  horizons,
  languageLevels,
  lawfulBases,
  relationKinds,
  residenceTitles,
  tracks,
  triggers,
} from './words.ts'

export const contactSorts = ['name', 'newest', 'next_step', 'touched', 'residence', 'stage_since'] as const
export type ContactSort = (typeof contactSorts)[number]

export const contactColumns = [
  'stage',
  'from',
  'residence',
  'next',
  'owner',
  'email',
  'phone',
  'touched',
  'stage_since',
  'tags',
  'field',
  'horizon',
  'languages',
  'source',
  'created',
] as const
export type ContactColumn = (typeof contactColumns)[number]
/** What the list shows as long as nobody chose; the name stands first always. */
export const usualColumns: readonly ContactColumn[] = ['stage', 'from', 'residence', 'next', 'owner']

export const contactSources = [
  'staff',
  'registration',
  'import',
  'survey',
  'newsletter',
  'hand_over',
  'enquiry',
] as const
export const nextStepStates = ['without', 'none', 'overdue', 'week', 'planned'] as const

const most = 50
const one = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((given) => (Array.isArray(given) ? given[0] : given), schema.optional().catch(undefined))
const many = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(
    (given) => [given ?? []].flat(),
    z.array(z.unknown()).transform((given) => {
      const good = given.flatMap((value) => {
        const parsed = schema.safeParse(value)
        return parsed.success ? [parsed.data as z.output<Schema>] : []
      })
      return [...new Set(good)].slice(0, most)
    }),
  )
const word = z
  .string()
  .regex(/^[^\0]{1,100}$/)
  .refine((typed) => typed.isWellFormed())
const day = z.string().refine((typed) => isDay(typed) && typed > '1900')
const count = (max: number) => z.coerce.number().int().min(1).max(max)
const yesNo = z.enum(['yes', 'no'])
const country = z.string().regex(/^[A-Z]{2}$/)

const searched = z
  .preprocess((given) => (Array.isArray(given) ? given[0] : given), z.string().catch(''))
  .transform((typed) => typed.replaceAll('\0', '').toWellFormed().trim().slice(0, 100))

/** What a list of contacts can be asked for; each filter stands in the address under its own name. */
export const filters = {
  stage: many(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)),
  category: many(z.enum(stageCategories)),
  parked: one(yesNo),
  owner: many(z.union([z.enum(['me', 'nobody']), z.string().refine(isUuid)])),
  next: one(z.enum(nextStepStates)),
  tag: many(word),
  tag_all: many(word),
  tag_none: many(word),
  municipality: many(word),
  town: many(word),
  region: many(z.string().regex(/^(CZ0[1-8]\d|none)$/)),
  country: many(country),
  horizon: one(z.enum(horizons)),
  speaks: one(z.string().regex(/^[a-z]{2,3}$/)),
  level: one(z.enum(languageLevels)),
  citizenship: many(country),
  title: many(z.enum(residenceTitles)),
  field: many(word),
  isco: many(z.string().regex(/^\d{1,4}$/)),
  trigger: many(z.enum(triggers)),
  barrier: many(z.enum(barriers)),
  attended: one(count(99)),
  event_town: many(word),
  event_from: one(day),
  event_to: one(day),
  absent: one(z.literal('yes')),
  quiet: one(count(3650)),
  touched_from: one(day),
  touched_to: one(day),
  created_from: one(day),
  created_to: one(day),
  source: many(z.enum(contactSources)),
  basis: many(z.enum([...lawfulBases, 'none'])),
  informed: one(yesNo),
  consent: many(z.enum(['contact', 'newsletter', 'surveys', 'none'])),
  has: many(z.enum(['email', 'phone'])),
  lacks: many(z.enum(['email', 'phone'])),
  household: one(yesNo),
  relation: many(z.enum(relationKinds)),
  obligation: one(z.literal('open')),
  referred: one(z.enum(['yes', 'accepted', 'no'])),
}
export type FilterName = keyof typeof filters
export const filterNames = Object.keys(filters) as FilterName[] // its own keys and no others

/** What stands in the list's address; what makes no sense there is left out, never an error. */
export const ContactQuery = z.object({
  q: searched,
  track: one(z.enum(tracks)),
  ...filters,
  sort: z.preprocess((given) => (Array.isArray(given) ? given[0] : given), z.enum(contactSorts).catch('name')),
  dir: one(z.enum(['asc', 'desc'])),
  cols: many(z.enum(contactColumns)),
  view: one(z.union([z.literal('all'), z.string().refine(isUuid)])),
  after: one(z.string().max(2000)),
  before: one(z.string().max(2000)),
  count: one(z.literal('exact')),
})
export type ContactQuery = z.output<typeof ContactQuery>

/** An address's query, be it `?…` or what was kept without the question mark. */
export const readContactQuery = (search: string | URLSearchParams): ContactQuery => {
  const given = new URLSearchParams(search)
  const asked = names.filter((name) => given.has(name)).map((name) => [name, parsed(name, given.getAll(name))])
  return { ...asksNothing, ...Object.fromEntries(asked) }
}

const names = Object.keys(ContactQuery.shape) as (keyof ContactQuery)[] // its own keys and no others
const asksNothing = ContactQuery.parse({})
const parsed = (name: keyof ContactQuery, given: string[]): unknown => ContactQuery.shape[name].parse(given)

const placeNames = ['view', 'after', 'before', 'count'] as const

/** The same in one spelling: what is not asked for is left out, and everything has its place. */
export const contactAddress = (query: Partial<ContactQuery>): string => {
  const address = new URLSearchParams()
  for (const name of names) {
    const value = query[name]
    if (name === 'sort' && value === 'name' && !query.dir) continue
    if (Array.isArray(value)) for (const single of value) address.append(name, single)
    else if (value !== undefined && value !== '') address.append(name, String(value))
  }
  return address.toString()
}

/** Who is looked for and how it is shown, without the page one happens to be on. */
export const withoutPlace = (query: ContactQuery): ContactQuery => ({
  ...query,
  ...Object.fromEntries(placeNames.map((name) => [name, undefined])),
})

export const isFiltered = (query: Partial<ContactQuery>): boolean =>
  Boolean(query.q) || filterNames.some((name) => [query[name] ?? []].flat().length > 0)

/** The query with one filter taken away: all of it, or one of its values. */
export const withoutFilter = (query: ContactQuery, name: FilterName | 'q', value?: string): ContactQuery => {
  const left = [query[name] ?? []].flat().filter((given) => value !== undefined && String(given) !== value)
  const isMany = Array.isArray(query[name])
  return { ...withoutPlace(query), [name]: name === 'q' ? '' : isMany ? left : undefined }
}

export const usualDirection = (sort: ContactSort): 'asc' | 'desc' =>
  sort === 'newest' || sort === 'stage_since' ? 'desc' : 'asc'
export const directionOf = ({ sort, dir }: Pick<ContactQuery, 'sort' | 'dir'>) => dir ?? usualDirection(sort)

/** The list with this question; an address that asks for nothing says so, or one's own first view would answer it. */
export const contactListHref = (base: string, query: Partial<ContactQuery>): string => {
  const isAnyList =
    contactAddress({ ...query, view: undefined, after: undefined, before: undefined, count: undefined }) === ''
  return `${base}/contacts?${contactAddress(isAnyList ? { ...query, view: 'all' } : query)}`
}
