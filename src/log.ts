import { configure, getJsonLinesFormatter, getLogger, type Logger, type LogLevel, type Sink } from '@logtape/logtape'

/** One JSON line an event. What stands in it is named where it is logged; bodies, names and addresses never are. */
export const openLog = async (level: LogLevel, write: (line: string) => void): Promise<Logger> => {
  const format = getJsonLinesFormatter({ properties: 'flatten' })
  const out: Sink = (record) => write(format(record))
  await configure({
    reset: true,
    sinks: { out },
    loggers: [
      { category: 'krajan', lowestLevel: level, sinks: ['out'] },
      { category: ['logtape', 'meta'], lowestLevel: 'error', sinks: ['out'] },
    ],
  })
  return getLogger('krajan')
}
