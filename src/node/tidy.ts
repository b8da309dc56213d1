import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * What starting needed is not needed to serve: V8 would keep it for as long as nobody asks for much memory. Collected
 * once, a moment after the start, an idle server is half as large.
 */
export const tidyOnce = (afterMs = 2_000) => {
  setTimeout(() => {
    setFlagsFromString('--expose-gc')
    const collect: () => void = runInNewContext('gc')
    collect()
  }, afterMs).unref()
}
