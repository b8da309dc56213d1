type State = 'pending_email' | 'waitlisted' | 'confirmed' | 'cancelled' | 'expired'
type Entry = {
  person: number
  party: number
  state: State
  verified: boolean
  queue: number
  created: number
  since: number
  heldUntil: number
}

const [hour, day] = [60, 24 * 60]

/** The rules of an event's places in their plainest form; minutes on a clock, one entry a registration, in order. */
export const admissions = (places: number | null) => {
  const entries: Entry[] = []
  let [now, capacity, nextQueue] = [0, places, 1]

  const holds = ({ state }: Entry) => state === 'pending_email' || state === 'confirmed'
  const taken = () => entries.filter(holds).reduce((sum, { party }) => sum + party, 0)
  const waiting = () => entries.filter(({ state }) => state === 'waitlisted')
  const active = (person: number) =>
    entries.find((entry) => entry.person === person && (holds(entry) || entry.state === 'waitlisted'))
  const fits = (party: number) => capacity === null || (waiting().length === 0 && taken() + party <= capacity)
  const become = (entry: Entry, state: State) => Object.assign(entry, { state, since: now })

  const promote = () => {
    for (;;) {
      const [head] = waiting().sort((a, b) => Number(b.verified) - Number(a.verified) || a.queue - b.queue)
      if (!head || (capacity !== null && taken() + head.party > capacity)) return
      become(head, head.verified ? 'confirmed' : 'pending_email')
      if (!head.verified) head.heldUntil = now + hour
    }
  }
  const lapse = () => {
    const lapsed = entries.filter(({ state, heldUntil }) => state === 'pending_email' && heldUntil <= now)
    for (const entry of lapsed) become(entry, 'expired')
    if (lapsed.length > 0) promote()
  }
  const admit = (entry: Entry) => {
    entry.verified = true
    if (entry.state === 'pending_email' || (entry.state !== 'waitlisted' && fits(entry.party)))
      return become(entry, 'confirmed')
    if (entry.state !== 'waitlisted') become(Object.assign(entry, { queue: nextQueue++ }), 'waitlisted')
    promote()
  }
  const elsewhere = (entry: Entry) => active(entry.person) !== undefined

  const confirm = (entry: Entry) => {
    if (entry.state === 'pending_email' || (entry.state === 'waitlisted' && !entry.verified)) return admit(entry)
    if (entry.state !== 'expired' || entry.created < now - 2 * day || elsewhere(entry)) return
    admit(entry)
  }
  const cancel = (entry: Entry) => {
    if (!holds(entry) && entry.state !== 'waitlisted') return
    become(entry, 'cancelled')
    promote()
  }
  const restore = (entry: Entry) => {
    if (entry.state !== 'cancelled' || entry.since < now - 15 || elsewhere(entry)) return
    admit(entry)
  }
  const buttons = { confirm, cancel, restore }

  return {
    register: (person: number, party: number) => {
      lapse()
      const today = entries.filter((entry) => entry.person === person && entry.created > now - day)
      if (active(person) || today.length >= 5) return
      const state: State = fits(party) ? 'pending_email' : 'waitlisted'
      const queue = state === 'waitlisted' ? nextQueue++ : 0
      entries.push({ person, party, state, verified: false, queue, created: now, since: now, heldUntil: now + hour })
    },
    press: (which: number, button: keyof typeof buttons) => {
      const entry = entries[which % Math.max(entries.length, 1)]
      if (!entry) return
      lapse()
      buttons[button](entry)
    },
    pass: (minutes: number) => {
      now += minutes
    },
    resize: (wanted: number | null) => {
      lapse()
      capacity = wanted
      promote()
    },
    tick: lapse,
    shown: () => ({
      places: { capacity, taken: taken(), waiting: waiting().length },
      registrations: entries.map(({ state, party, verified, queue }) => ({
        ...{ state, party, verified },
        queue: state === 'waitlisted' ? queue : null,
      })),
    }),
  }
}
