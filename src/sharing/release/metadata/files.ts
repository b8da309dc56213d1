import { csvwMetadata } from './csvw.ts'
import { dataPackage, schemaOfWorlds, worldsSchema } from './data-package.ts'
import { ddiCodebook } from './ddi.ts'
import type { Described } from './described.ts'
import { sdmxCsv } from './sdmx.ts'

/** Descriptions that stand beside the numbers in a package: path -> bytes. The same release gives the same bytes. */
export const metadataFiles = (described: Described): Map<string, Uint8Array> =>
  new Map(
    Object.entries({
      'cells.csv-metadata.json': json(csvwMetadata(described)),
      'datapackage.json': json(dataPackage(described)),
      'ddi.xml': ddiCodebook(described),
      'sdmx.csv': sdmxCsv(described),
      [schemaOfWorlds]: json(worldsSchema(described)),
    }).map(([path, text]) => [path, new TextEncoder().encode(text)]),
  )

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`
