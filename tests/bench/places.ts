/** Where the synthetic data stands: ids and slugs that can be computed, so that nothing has to be looked up. */

const kinds = { centre: 1, member: 2, contact: 3, point: 4, enrolment: 5, activity: 6, event: 7, other: 8 } as const

/** A UUIDv7 for row `number` of a kind made at a time; its last byte is the centre's number, so copies keep the order. */
export const idAt = (kind: keyof typeof kinds, at: number, number: number, centre = 0) => {
  const time = Math.floor(at).toString(16).padStart(12, '0')
  const row = number.toString(16).padStart(10, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-700${kinds[kind]}-8000-${row}${centre.toString(16).padStart(2, '0')}`
}

const founded = Date.UTC(2021, 11, 1)

/** Centre 0 has all contacts; in the ten-centre database there are nine more like it. */
export const centreAt = (number: number) => ({ id: idAt('centre', founded, number), slug: `kraj-${number}` })

/** A centre with few people, whose board can be looked through. */
export const boardCentre = { number: 99, id: idAt('centre', founded, 99), slug: 'tabule' }

export const memberAt = (number: number) => idAt('member', founded, number)

export const memberCount = 12
export const sessionId = 'benchbenchbenchbenchbenchbenchbenchbench'
export const surveySlug = 'bariery'
export const surveyIds = {
  survey: idAt('other', founded, 1),
  wave: idAt('other', founded, 2),
  question: (number: number) => idAt('other', founded, 10 + number),
}
