import type { Logger } from '@logtape/logtape'
import type { Config } from '../config.ts'
import type { Db } from '../db/connection.ts'
import { serverFacts } from '../db/examination.ts'
import { head } from '../db/migrate.ts'
import { transportKind } from '../installation.ts'
import { krajanVersion } from './version.ts'

/** The line by which a log tells later what was running. */
export const noteStart = async (log: Logger, config: Config, db: Db) => {
  const { version: database } = await serverFacts(db)
  log.info('started krajan {krajan}, node {node}, PostgreSQL {database}, schema {schema}, mail by {mail}', {
    ...{ krajan: krajanVersion, node: process.versions.node, database, schema: head },
    mail: transportKind(config),
  })
}
