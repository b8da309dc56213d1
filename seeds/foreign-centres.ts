import type { Db } from '../src/db/connection.ts'
import { demoCentres } from './data/centres.ts'

/** Whether centres are here that the demo did not open; it opens all of its own at once, so fewer are not its own. */
export const hasForeignCentres = async (ownerDb: Db): Promise<boolean> => {
  const found = await ownerDb.selectFrom('centres').select('slug').execute()
  const own = demoCentres.filter(({ slug }) => found.some((centre) => centre.slug === slug))
  return found.length > own.length || (own.length > 0 && own.length < demoCentres.length)
}
