import { stringify } from 'csv-stringify/sync'
import type { Described } from './described.ts'

const header = [
  ...['STRUCTURE', 'STRUCTURE_ID', 'ACTION', 'CENTRE', 'SURVEY', 'WAVE', 'SNAPSHOT', 'TIME_PERIOD'],
  ...['ITEM', 'ITEM_CODE', 'FRAME', 'FRAME_CODE', 'OBS_VALUE', 'OBS_STATUS', 'CONF_STATUS'],
]

/**
 * `sdmx.csv`, SDMX-CSV 2.0: one observation a cell. A hidden one has no value, status Q (missing, suppressed) and
 * confidentiality A (primary, small counts); a shown one is A (normal) and F (free). CL_OBS_STATUS 2.2, CL_CONF_STATUS 1.2.
 */
export const sdmxCsv = ({ centre, survey, wave, snapshot, week, cells }: Described): string =>
  stringify([
    header,
    ...cells.map(({ item, item_code, frame, frame_code, count }) => [
      ...['datastructure', 'KRAJAN:RELEASE(1.0.0)', 'I', centre, survey, wave, snapshot, week],
      ...[item, item_code, frame, frame_code],
      ...(count === undefined ? ['', 'Q', 'A'] : [count, 'A', 'F']),
    ]),
  ])
