import { normalEmail } from '../src/lib/email.ts'
import { slugOf } from '../src/lib/slug.ts'
import type { Person } from './people.ts'
import type { Scene } from './scene.ts'

/** An address nobody in the centre has yet, of a domain that never delivers. */
export const newAddress = ({ dice, centre }: Scene, { latin }: Pick<Person, 'latin'>): string => {
  const [given = '', family = ''] = latin.map(asciiOf)
  const domain = dice.chance(0.7) ? 'example.org' : 'example.com'
  const local = dice.weighted([
    [`${given}.${family}`, 60],
    [`${family}.${given}`, 15],
    [`${given.slice(0, 1)}.${family}`, 15],
    [`${given}${family}`, 10],
  ])
  const free = firstFree(centre.given, (suffix) => normalEmail(`${local}${suffix}@${domain}`))
  return dice.chance(0.06) ? capitalised(free) : free
}

/** A Czech mobile number nobody in the centre has yet. */
export const newPhone = (scene: Scene): string => {
  const { dice, centre } = scene
  const number = `+420777${dice.weighted([
    ['12', 60],
    ['10', 40],
  ])}${String(dice.int(0, 9999)).padStart(4, '0')}`
  if (centre.given.has(number)) return newPhone(scene)
  centre.given.add(number)
  return number
}

const asciiOf = (name: string) =>
  slugOf(name.replace(/đ/gi, 'd').replace(/ß/g, 'ss').replace(/ł/gi, 'l')).replace(/-/g, '')

const firstFree = (given: Set<string>, addressWith: (suffix: string) => string, attempt = 1): string => {
  const address = addressWith(attempt === 1 ? '' : String(attempt))
  if (given.has(address)) return firstFree(given, addressWith, attempt + 1)
  given.add(address)
  return address
}

const capitalised = (address: string) => address.replace(/^[a-z]|\.[a-z](?=.*@)/g, (start) => start.toUpperCase())
