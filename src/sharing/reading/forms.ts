import * as z from 'zod'
import { requiredLine, requiredText } from '../../web/forms.ts'

export const KeyForm = z.object({ region: requiredLine(150), public_key: requiredText(2000) })

const one = z.string().max(200).optional().catch(undefined)

/** What stands in the address of a comparison; what makes no sense there is left out. */
export const PickedQuery = z.object({ item: one, frame: one })
