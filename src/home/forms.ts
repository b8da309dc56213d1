import * as z from 'zod'

/** What was typed into the palette; whatever stands in the address, it is a search and never an error. */
export const PaletteQuery = z.object({
  q: z
    .string()
    .catch('')
    .default('')
    .transform((typed) => typed.replaceAll('\0', '').toWellFormed().trim().slice(0, 100)),
})
