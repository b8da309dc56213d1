#!/usr/bin/env node
// Checks a release package of format krajan-release/1 from what is published in it, and from nothing else.
//
//   node check.mjs DIR [--public-key FILE] [--previous DIR …] [--json]
//   exit 0: good · 1: bad, with the first reason as one line · 2: unreadable, or wrongly called
//
// One file, no dependency, Node 18 or later; to write it anew in another language, follow the nine steps below.
// An *item* is a question, a *frame* groups people; both are *dimensions* and have codes. A *cell* counts the people of
// one item code and one frame code; a cell without a count is *hidden*: fewer than 10 people, perhaps none. A *world* is
// a made-up set of people. Rows are counted from 0, without the header, as covers.json does.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { constants, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const [base, threshold, leastGroup, reach] = [5, 10, 20, 4]

/** @type {typeof import('./check.d.mts').checkPackage} */
export const checkPackage = (files, { publicKeyPem, previous = [] } = {}) => {
  const checked = { signature: 'not checked' }
  try {
    if (publicKeyPem !== undefined) checked.signature = checkSignature(files, publicKeyPem)
    const release = readRelease(files)
    const { cells, tables, manifest } = release
    const hidden = cells.filter(({ count }) => count === undefined).length
    Object.assign(checked, { files: files.size, tables: tables.size, cells: cells.length, hidden })
    const chain = checkChain(manifest, previous)
    const worlds = checkWorlds(files, release, chain)
    Object.assign(checked, { worlds: worlds.size, earlier: chain.length })
    checkCovers(files, release, chain, worlds)
    checked.differences = checkDifferences(files, release, chain, worlds)
    return { good: true, checked }
  } catch (error) {
    return { good: false, reason: reasonOf(error), unreadable: error.unreadable === true, checked }
  }
}

// Every complaint is one short line, whatever a hostile package put into its names.
const reasonOf = ({ told, message }) =>
  (told ? message : `this cannot be judged: ${message}`).replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 300)
const fail = (message, unreadable = false) => {
  throw Object.assign(new Error(message), { told: true, unreadable })
}
const demand = (holds, message) => holds || fail(message)
const say = (...words) => words.map((word) => String(word).slice(0, 60)).join(' ')
const attempt = (what) => {
  try {
    return what()
  } catch {
    return undefined
  }
}
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0)

// Step 1, the signature: manifest.sig is the base64 of the 64-byte Ed25519 signature of the bytes of manifest.json (one
// line end may follow). The public key comes from the list of the network, never from the package.
const checkSignature = (files, pem) => {
  const key = attempt(() => createPublicKey(pem))
  if (key?.asymmetricKeyType !== 'ed25519') fail('the public key is no Ed25519 key in PEM', true)
  const signed = verify(null, readManifestBytes(files), key, readSignature(files))
  demand(signed, 'manifest.sig is not the signature of manifest.json by this key')
  return 'valid'
}

const readManifestBytes = (files) =>
  files.get('manifest.json') ?? fail('manifest.json is missing: this is no release package', true)

const readSignature = (files) => {
  const text = readText(files, 'manifest.sig').replace(/\n$/, '')
  const bytes = Buffer.from(text, 'base64')
  demand(bytes.length === 64 && bytes.toString('base64') === text, 'manifest.sig is not 64 bytes in base64')
  return bytes
}

const readText = (files, path) => {
  const bytes = files.get(path) ?? fail(`${path} is missing`)
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  return attempt(() => utf8.decode(bytes)) ?? fail(`${path} is not UTF-8`)
}

const readJson = (files, path, shape) => {
  const text = readText(files, path)
  const { value } = attempt(() => ({ value: JSON.parse(text) })) ?? fail(`${path} is not JSON`)
  shape(value, path)
  return value
}

// Shapes of JSON: objects have exactly the fields named, lists and maps hold one kind of thing.
const is = (what, test) => (value, where) => demand(test(value), `${where} is not ${what}`)
const oneOf = (...values) => is(values.join(' or '), (value) => values.includes(value))
const matching = (what, pattern) => is(what, (value) => typeof value === 'string' && pattern.test(value))
const object = is('an object', (value) => typeof value === 'object' && value !== null && !Array.isArray(value))
const listOf = (shape) => (value, where) => {
  demand(Array.isArray(value), `${where} is not a list`)
  for (const [index, one] of value.entries()) shape(one, `${where} ${index}`)
}
const mapOf = (shape) => (value, where) => {
  object(value, where)
  for (const [key, one] of Object.entries(value)) shape(one, say(where, key))
}
const fields = (shapes) => (value, where) => {
  object(value, where)
  for (const key of Object.keys(value)) demand(Object.hasOwn(shapes, key), say(where, 'has the unknown field', key))
  for (const [key, shape] of Object.entries(shapes)) shape(value[key], `${where} ${key}`)
}
const text = is('a text', (value) => typeof value === 'string' && value !== '')
const cover = fields({ zero: text, nine: text })
const hash = matching('a SHA-256 in hex', /^[0-9a-f]{64}$/)

// Steps 2 to 5 are the same for this release and for every earlier one.
const readRelease = (files) => {
  const manifest = readManifest(files)
  checkFiles(files, manifest)
  const dimensions = readCodes(files)
  const margins = readMargins(files, dimensions)
  const release = { manifest, dimensions, margins, ...readCells(files, dimensions) }
  checkLines(release)
  return release
}

// Step 2, the manifest: exactly these fields, written as RFC 8785 says (keys sorted, no spaces), so that the same content
// never has two hashes. No number occurs in it but small integers.
const manifestShape = fields({
  format: oneOf('krajan-release/1'),
  base: oneOf(base),
  threshold: oneOf(threshold),
  snapshot: is('a snapshot from 1', (value) => Number.isInteger(value) && value >= 1 && value < 1e9),
  week: matching('an ISO week', /^\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])$/),
  ...{ centre: text, survey: text, wave: text, key_id: text, plan_hash: hash },
  ...{ previous: listOf(hash), files: mapOf(hash) },
})

const readManifest = (files) => {
  const bytes = readManifestBytes(files)
  const format = attempt(() => readJson(files, 'manifest.json', () => {}).format)
  if (format !== 'krajan-release/1') fail('manifest.json is no manifest of format krajan-release/1', true)
  const manifest = readJson(files, 'manifest.json', manifestShape)
  demand(Buffer.from(canonical(manifest)).equals(bytes), 'manifest.json is not canonical JSON (RFC 8785)')
  return manifest
}

const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.keys(value).sort()
  return `{${entries.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`
}

// Step 3, the files: the package holds what the manifest names and nothing else, each with the SHA-256 given there.
const checkFiles = (files, manifest) => {
  // our packages bring their plan along; what it says is the centre's word, but it is the plan that was signed
  const plan = files.get('plan.json')
  demand(!plan || sha256(plan) === manifest.plan_hash, 'plan.json is not the plan of plan_hash in manifest.json')
  readSignature(files)
  const named = new Map(Object.entries(manifest.files))
  for (const [path, digest] of named) {
    const safe = !/[\p{C}\\:]|^manifest\.(json|sig)$/u.test(path) && !/(^|\/)\.{0,2}(\/|$)/.test(path)
    demand(safe, say('manifest.json names', path, 'which is no path of a file inside a package'))
    const bytes = files.get(path) ?? fail(say(path, 'is named in manifest.json but missing'))
    demand(sha256(bytes) === digest, say(path, 'does not have the hash that manifest.json gives'))
  }
  for (const path of files.keys())
    demand(named.has(path) || /^manifest\.(json|sig)$/.test(path), say(path, 'is not named in manifest.json'))
}

// Step 4, codes.json: frames and items, their codes in order. A leaf code is a member of one code of its dimension only; a
// code without members is its own member. From here on a code is its place in that order.
const labels = mapOf(is('a text', (value) => typeof value === 'string'))
const dimensionFields = {
  ...{ id: text, labels },
  codes: listOf(fields({ code: text, labels, members: listOf(text) })),
}
const itemFields = { kind: oneOf('single', 'option', 'likert'), sensitive: oneOf(true, false) }
const codesShape = fields({
  frames: listOf(fields(dimensionFields)),
  items: listOf(fields({ ...dimensionFields, ...itemFields })),
})

const readCodes = (files) => {
  const { frames, items } = readJson(files, 'codes.json', codesShape)
  const dimensions = [...frames.map(readDimension('frame')), ...items.map(readDimension('item'))]
  const columns = ['since', 'people', ...dimensions.map(({ id }) => id)]
  demand(new Set(columns).size === columns.length, 'codes.json has an id twice, or the id since or people')
  return dimensions
}

const readDimension =
  (kind) =>
  ({ id, codes }) => {
    const leaves = codes.map(({ code, members }) => (members.length > 0 ? members : [code]))
    const homes = new Map(leaves.flatMap((members, place) => members.map((member) => [member, place])))
    demand(homes.size === leaves.flat().length, say('codes.json', kind, id, 'has a member twice'))
    const places = new Map(codes.map(({ code }, place) => [code, place]))
    demand(places.size === codes.length, say('codes.json', kind, id, 'has a code twice'))
    return { kind, id, codes: codes.map(({ code }) => code), leaves, homes, places }
  }

// Step 5, the numbers: a published count is a multiple of 5 and at least 10, of a frame group at least 20. Each becomes a
// statement: so many people, from `low` to `high`, have the codes at `parts`, which are pairs of dimension and place.
const readCount = (word, least, name) => {
  const count = readInteger(word, name)
  demand(count % base === 0, `${name}: ${count} is not a multiple of ${base}`)
  return count >= least ? count : fail(`${name}: ${count} is under ${least}`)
}

const readInteger = (word, name) =>
  /^(0|[1-9]\d{0,8})$/.test(word) ? Number(word) : fail(`${name}: ${say(JSON.stringify(word))} is no whole number`)

const statement = (name, count, least, parts) =>
  count === undefined
    ? { name, count, parts, low: 0, high: threshold - 1 }
    : { name, count, parts, low: Math.max(count - reach, least), high: count + reach }

// margins.csv counts everybody once, and every code of every dimension once, in any order.
const readMargins = (files, dimensions) => {
  const due = new Map([['["total","",""]', []]])
  for (const { kind, id, codes } of dimensions)
    for (const [place, code] of codes.entries()) due.set(JSON.stringify([kind, id, code]), [[id, place]])
  const margins = readCsv(files, 'margins.csv', ['kind', 'dimension', 'code', 'count']).map((row, index) => {
    const name = `margins.csv row ${index}`
    const key = JSON.stringify(row.slice(0, 3))
    const parts = due.get(key) ?? fail(say(name, 'counts something twice or unknown:', key))
    due.delete(key)
    const least = row[0] === 'frame' ? leastGroup : threshold
    return statement(name, readCount(row[3], least, name), least, parts)
  })
  for (const [missing] of due) fail(say('margins.csv does not count', missing))
  return margins
}

// cells.csv has whole tables; the rows of each go by item code, and within it by frame code.
const readCells = (files, dimensions) => {
  const tables = new Map()
  const find = (kind, id, name) =>
    dimensions.find((dimension) => dimension.kind === kind && dimension.id === id) ??
    fail(say(name, 'has no', kind, id))
  const columns = ['item', 'item_code', 'frame', 'frame_code', 'count']
  const cells = readCsv(files, 'cells.csv', columns).map(([itemId, itemCode, frameId, frameCode, word], row) => {
    const name = `cells.csv row ${row}`
    const [item, frame] = [find('item', itemId, name), find('frame', frameId, name)]
    const key = JSON.stringify([itemId, frameId])
    const { rows } = tables.get(key) ?? tables.set(key, { item, frame, rows: [] }).get(key)
    const [i, f] = [Math.floor(rows.length / frame.codes.length), rows.length % frame.codes.length]
    demand(i < item.codes.length, `${name} is one too many in its table`)
    const next = itemCode === item.codes[i] && frameCode === frame.codes[f]
    demand(next, say(name, 'is out of order: next come', itemId, item.codes[i], 'and', frameId, frame.codes[f]))
    rows.push(row)
    const parts = [
      [itemId, i],
      [frameId, f],
    ]
    const same = JSON.stringify([itemId, [...item.leaves[i]].sort(), frameId, [...frame.leaves[f]].sort()])
    return { ...statement(name, word === '' ? undefined : readCount(word, threshold, name), threshold, parts), same }
  })
  for (const { item, frame, rows } of tables.values())
    demand(rows.length === item.codes.length * frame.codes.length, say('cells.csv lacks cells of', item.id, frame.id))
  return { cells, tables }
}

// RFC 4180: commas, LF or CRLF, quotes around what holds one of those, a quote within doubled. Columns in any order.
const readCsv = (files, path, columns) => {
  const [header, ...rows] = splitCsv(readText(files, path), path)
  const places = columns.map((column) => header.indexOf(column))
  demand(header.length === columns.length && !places.includes(-1), say(path, 'does not have the columns', columns))
  return rows.map((row, index) => {
    demand(row.length === columns.length, `${path} row ${index} has ${row.length} fields, not ${columns.length}`)
    return places.map((place) => row[place])
  })
}

const splitCsv = (content, path) => {
  const rows = [[]]
  const take = (pattern, at) => Object.assign(pattern, { lastIndex: at }).exec(content)
  for (let at = 0; ; ) {
    const pieces = []
    for (let piece = take(/"([^"]*)"/y, at); piece !== null; piece = take(/"([^"]*)"/y, at)) {
      pieces.push(piece[1])
      at += piece[0].length
    }
    const word = pieces.length > 0 ? pieces.join('"') : take(/[^",\r\n]*/y, at)[0]
    if (pieces.length === 0) at += word.length
    const [end] =
      take(/,|\r?\n|$/y, at) ?? fail(`${path} row ${rows.length - 2} has a quote or a line end out of place`)
    rows.at(-1).push(word)
    at += end.length
    if (end === '' || (end !== ',' && at === content.length)) return rows
    if (end !== ',') rows.push([])
  }
}

// Sums. In a line (a row or column of a table, or all codes of a dimension) without hidden cells the counts add up to the
// margin. With m shown and h hidden cells the remainder must leave every hidden cell free to be 0 and to be 9, given that
// each of the m + 1 roundings may be off by 4 (necessary; that it is really so is what worlds are for).
const checkLines = ({ dimensions, margins, tables, cells }) => {
  const margin = new Map(margins.map(({ parts, count }) => [JSON.stringify(parts.flat()), count]))
  for (const { kind, id, codes } of dimensions) {
    const counts = codes.map((_, place) => margin.get(JSON.stringify([id, place])))
    checkLine(say('margins.csv', kind, id), margin.get('[]'), counts)
  }
  for (const { item, frame, rows } of tables.values()) {
    const name = say('cells.csv', item.id, 'by', frame.id)
    for (const [part, dimension] of [item, frame].entries())
      dimension.codes.forEach((code, place) => {
        const line = rows.map((row) => cells[row]).filter(({ parts }) => parts[part][1] === place)
        const counts = line.map(({ count }) => count)
        checkLine(say(name, 'line', code), margin.get(JSON.stringify([dimension.id, place])), counts)
      })
  }
}

const checkLine = (name, margin, counts) => {
  const shown = counts.filter((count) => count !== undefined)
  const [m, h, rest] = [shown.length, counts.length - shown.length, margin - sum(shown)]
  demand(h > 0 || rest === 0, `${name}: the counts add up to ${margin - rest}, the margin is ${margin}`)
  const [low, high] = [Math.max(0, 9 - reach * (m + 1)), Math.min(10 * h, 9 * (h - 1) + reach * (m + 1))]
  demand(h === 0 || (low <= rest && rest <= high), `${name}: the remainder ${rest} is not within ${low} and ${high}`)
}

// Step 6, the chain: all earlier releases, which manifest.previous lists by the SHA-256 of their manifest.json, must be
// given. They are of the same wave, their snapshots rise, each lists those before it. Being listed under our signature
// vouches for theirs.
const checkChain = (manifest, previous) => {
  const given = new Map(previous.map(readEarlier))
  const chain = manifest.previous.map((digest, index) => {
    const name = `the earlier release ${digest.slice(0, 12)}`
    const earlier = given.get(digest) ?? fail(`${name} was not given`)
    for (const field of ['centre', 'survey', 'wave'])
      demand(earlier.manifest[field] === manifest[field], `${name} is of another ${field}`)
    const before = manifest.previous.slice(0, index).join()
    demand(earlier.manifest.previous.join() === before, `${name} lists other releases before it`)
    const after = given.get(manifest.previous[index + 1])?.manifest ?? manifest
    demand(earlier.manifest.snapshot < after.snapshot, `${name} does not have a smaller snapshot than the one after it`)
    return { ...earlier, digest }
  })
  for (const digest of given.keys())
    demand(manifest.previous.includes(digest), `manifest.json does not list the given release ${digest.slice(0, 12)}`)
  return chain
}

const readEarlier = (files, index) => {
  try {
    return [sha256(readManifestBytes(files)), readRelease(files)]
  } catch (error) {
    error.message = `given release ${index + 1}: ${error.message}`
    throw error
  }
}

// Step 7, worlds/NN.csv: the people of each world agree with every statement of this release, and those with `since` up to
// the snapshot of an earlier release with every statement of that one. All people count in this release.
const checkWorlds = (files, release, chain) => {
  const versions = [release, ...chain].map((version) => ({ ...version, homes: translate(release, version) }))
  const paths = [...files.keys()].filter((path) => path.startsWith('worlds/')).sort()
  return new Map(
    paths.map((path) => {
      const [, name] = /^worlds\/(\d{1,6})\.csv$/.exec(path) ?? fail(say(path, 'is not named like a world'))
      const world = readWorld(files, path, release)
      return [name, versions.map((version) => countWorld(path, world, version))]
    }),
  )
}

const readWorld = (files, path, { manifest, dimensions }) => {
  const columns = ['since', 'people', ...dimensions.map(({ id }) => id)]
  return readCsv(files, path, columns).map(([sinceWord, peopleWord, ...codes], row) => {
    const name = `${path} row ${row}`
    const [since, people] = [readInteger(sinceWord, name), readInteger(peopleWord, name)]
    const known = since >= 1 && since <= manifest.snapshot
    demand(known, `${name}: since ${since} is no snapshot up to ${manifest.snapshot}`)
    demand(people >= 1, `${name} has no people`)
    const unknown = (d) => fail(say(name, 'has an unknown code of', dimensions[d].id))
    const places = codes.map((code, d) => dimensions[d].places.get(code) ?? unknown(d))
    return { since, people, places }
  })
}

// For each dimension of the version: its column in our worlds, and for each of our codes the version's code that has all
// its members. Where there is none, nobody can tell what our worlds say about that version.
const translate = (release, version) =>
  version.dimensions.map(({ kind, id, homes }) => {
    const column = release.dimensions.findIndex((own) => own.kind === kind && own.id === id)
    demand(column >= 0, say(kind, id, 'of snapshot', version.manifest.snapshot, 'is gone: worlds cannot be judged'))
    const { leaves, codes } = release.dimensions[column]
    const places = leaves.map((members, place) => {
      const [home, ...others] = new Set(members.map((member) => homes.get(member)))
      const fits = home !== undefined && others.length === 0
      return fits ? home : fail(say(kind, id, codes[place], 'fits no code of snapshot', version.manifest.snapshot))
    })
    return [id, { column, places }]
  })

const countWorld = (path, world, { manifest, homes, cells, margins }) => {
  const counted = world.filter(({ since }) => since <= manifest.snapshot)
  const own = new Map(homes.map(([id, { column, places }]) => [id, counted.map((row) => places[row.places[column]])]))
  const tallies = new Map()
  return [...cells, ...margins].map(({ name, parts, low, high }) => {
    const columns = parts.map(([id]) => own.get(id))
    const key = JSON.stringify(parts.map(([id]) => id))
    if (!tallies.has(key)) tallies.set(key, tallyOf(counted, columns))
    const count = tallies.get(key).get(keyOf(parts.map(([, place]) => place))) ?? 0
    const where = `${path} at snapshot ${manifest.snapshot}: ${name}`
    return low <= count && count <= high ? count : fail(`${where} counts ${count}, not ${low} to ${high}`)
  })
}

// How many people there are at each place of these columns.
const tallyOf = (rows, columns) => {
  const tally = new Map()
  rows.forEach(({ people }, row) => {
    const key = keyOf(columns.map((column) => column[row]))
    tally.set(key, (tally.get(key) ?? 0) + people)
  })
  return tally
}

const keyOf = (places) => places.reduce((key, place) => key * 1e7 + place, 0)

// Step 8, covers.json: for each hidden cell, by its row, a world in which it is 0 and one in which it is 9.
// earlier-covers.json, which may be missing, says the same of the hidden cells of each earlier release, by its hash.
const checkCovers = (files, release, chain, worlds) => {
  coverHidden('covers.json', readJson(files, 'covers.json', mapOf(cover)), release.cells, worlds, 0)
  if (!files.has('earlier-covers.json')) return
  const given = new Map(Object.entries(readJson(files, 'earlier-covers.json', mapOf(mapOf(cover)))))
  for (const digest of given.keys())
    demand(release.manifest.previous.includes(digest), say('earlier-covers.json names', digest, 'no earlier release'))
  for (const [index, { digest, cells, manifest }] of chain.entries())
    coverHidden(
      `earlier-covers.json of snapshot ${manifest.snapshot}`,
      given.get(digest) ?? {},
      cells,
      worlds,
      index + 1,
    )
}

const coverHidden = (name, given, cells, worlds, at) => {
  const covers = new Map(Object.entries(given))
  for (const [row, { count }] of cells.entries()) {
    if (count !== undefined) continue
    const worldsOf = covers.get(String(row)) ?? fail(`${name} does not cover the hidden cells.csv row ${row}`)
    for (const [word, due] of Object.entries({ zero: 0, nine: threshold - 1 })) {
      const counts = (worlds.get(worldsOf[word]) ?? fail(say(name, row, 'names no world for', word)))[at]
      demand(counts[row] === due, `${name} ${row}: the cell is ${counts[row]} in the world for ${word}`)
    }
    covers.delete(String(row))
  }
  for (const row of covers.keys()) fail(say(name, 'covers', row, 'which is no hidden row of cells.csv'))
}

// Step 9, differences.json, which may be missing: for each earlier release (by hash) and row of cells.csv whose growth
// since then may be under 10 judging by what is published, a world `low` with the least growth, and one `high` with at
// least 4 more: five values stay possible. Only a cell of the same leaf codes in both releases has a growth.
const checkDifferences = (files, release, chain, worlds) => {
  if (!files.has('differences.json')) return 'not given'
  const given = new Map(Object.entries(readJson(files, 'differences.json', mapOf(object))))
  for (const digest of given.keys())
    demand(release.manifest.previous.includes(digest), say('differences.json names', digest, 'no earlier release'))
  const proofs = chain.map(({ digest, cells, manifest }, index) => {
    const before = new Map(cells.map((cell, row) => [cell.same, { cell, row }]))
    const proofsOf = new Map(Object.entries(given.get(digest) ?? {}))
    const isDue = ({ same, low }) => before.has(same) && low - before.get(same).cell.high < threshold
    const due = [...release.cells.entries()].filter(([, cell]) => isDue(cell))
    for (const [row, now] of due) {
      const { cell: then, row: was } = before.get(now.same)
      const name = `differences.json ${row} since snapshot ${manifest.snapshot}`
      const growth = (word) => {
        const counts = worlds.get(proofsOf.get(String(row))?.[word]) ?? fail(`${name}: no world for ${word}`)
        return counts[0][row] - counts[index + 1][was]
      }
      const low = Math.max(0, now.low - then.high)
      const least = low + reach
      demand(growth('low') === low, `${name}: the growth in the world for low is ${growth('low')}, not ${low}`)
      demand(growth('high') >= least, `${name}: the growth in the world for high is ${growth('high')}, under ${least}`)
    }
    return due.length
  })
  return sum(proofs)
}

/** @type {typeof import('./check.d.mts').readFolder} */
export const readFolder = (folder, path = '', files = new Map()) => {
  for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
    const inner = path === '' ? entry.name : `${path}/${entry.name}`
    demand(entry.isFile() || entry.isDirectory(), say(inner, 'is neither a plain file nor a folder'))
    demand(files.size < 5000, 'the folder holds too many files for a release package')
    if (entry.isDirectory()) readFolder(folder, inner, files)
    else files.set(inner, readFileSync(join(folder, inner), { flag: constants.O_RDONLY | constants.O_NOFOLLOW }))
  }
  return files
}

/** @type {typeof import('./check.d.mts').runChecker} */
export const runChecker = (args, print) => {
  const asked = attempt(() => readArguments(args))
  if (asked === undefined)
    return print('usage: node check.mjs DIR [--public-key FILE] [--previous DIR …] [--json]') ?? 2
  const verdict = checkFolders(asked)
  print(asked.json ? JSON.stringify(verdict) : inWords(verdict))
  if (verdict.good) return 0
  return verdict.unreadable ? 2 : 1
}

const readArguments = (args) => {
  const several = { type: 'string', multiple: true }
  const options = { 'public-key': several, previous: several, json: { type: 'boolean' } }
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [folder, ...more] = positionals
  const keys = values['public-key'] ?? []
  demand(folder !== undefined && keys.length <= 1 && (values.previous || more.length === 0), 'wrong arguments')
  return { folder, key: keys[0], previous: [...(values.previous ?? []), ...more], json: values.json }
}

const checkFolders = ({ folder, key, previous }) => {
  try {
    const publicKeyPem = key === undefined ? undefined : readFileSync(key, 'utf8')
    return checkPackage(readFolder(folder), { publicKeyPem, previous: previous.map((one) => readFolder(one)) })
  } catch (error) {
    return { good: false, reason: reasonOf(error), unreadable: error.told !== true, checked: {} }
  }
}

const inWords = ({ good, reason, unreadable, checked }) => {
  if (!good) return `${unreadable ? 'unreadable' : 'bad'}: ${reason}`
  const signature = checked.signature === 'valid' ? 'signature valid' : 'signature not checked (no --public-key)'
  const { files, tables, cells, hidden, worlds, earlier, differences } = checked
  const parts = [`${files} files`, `${tables} tables`, `${cells} cells (${hidden} hidden)`, `${worlds} worlds`]
  return [`good: ${signature}`, ...parts, `${earlier} earlier releases`, `differences ${differences}`].join(', ')
}

const started = attempt(() => realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
if (started) process.exitCode = runChecker(process.argv.slice(2), (line) => console.log(line))
