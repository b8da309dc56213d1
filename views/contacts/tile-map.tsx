import type { Whereabouts } from '../../src/contacts/queries/whereabouts.ts'
import { wholeNumber } from '../../src/lib/format.ts'
import { regionCodes, regionName, regions } from '../../src/lib/regions.ts'
import type { Track } from '../../src/lib/words.ts'
import { Card } from '../components/card.tsx'
import type { StaffT } from '../messages/index.ts'

type TileMapProps = {
  t: StaffT
  base: string
  track: Track
  rows: readonly Whereabouts[]
  chosen: { region: string } | undefined
}

/** Links in a grid: read aloud they are a list of regions with their numbers. */
export const TileMap = ({ t, base, track, rows, chosen }: TileMapProps) => {
  const most = Math.max(1, ...rows.filter(({ region }) => region !== '').map(({ people }) => people))
  return (
    <Card title={t('whereabouts.map')} id="map">
      <ul class="tile-map">
        {regionCodes.map((code) => {
          const row = rows.find(({ region }) => region === code)
          const people = row?.people ?? 0
          const said = t('whereabouts.tile', { region: regionName(t, code), people, unmet: row?.unmet ?? 0 })
          return (
            <li class={`tile-c${regions[code].column} tile-r${regions[code].row}`}>
              <a
                class={`tile tile-${shadeOf(people, most)}`}
                href={`${base}/contacts/where?track=${track}&region=${code}#towns`}
                aria-current={chosen?.region === code ? 'true' : undefined}
                title={said}
              >
                <span class="tile-name" aria-hidden="true">
                  {shortName(t, code)}
                </span>
                <span class="tile-value" aria-hidden="true">
                  {wholeNumber(t, people)}
                </span>
                <span class="visually-hidden">{said}</span>
              </a>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

/** What fits on a tile: 'Plzeňský kraj' is 'Plzeňský' there. */
const shortName = (t: StaffT, code: string) => regionName(t, code).replace(/^Kraj | kraj$| region$/, '')

/** Of five shades the one for so many people, by square root: a region with a quarter of the most is half as dark. */
const shadeOf = (people: number, most: number) =>
  people === 0 ? 0 : Math.max(1, Math.ceil(4 * Math.sqrt(people / most)))
