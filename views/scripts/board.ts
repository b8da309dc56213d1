import Sortable from 'sortablejs'
import { unlock } from './submit-lock.ts'

/** htmx's own function, as far as a board needs it. */
type Htmx = { ajax(verb: string, path: string, context: Record<string, unknown>): Promise<unknown> }

/** Where a card was before it was picked up, in case it has to go back. */
type Origin = { list: Element; before: Element | null }

const start = (board: HTMLElement) => {
  let origin: Origin | undefined
  for (const list of board.querySelectorAll<HTMLElement>('[data-cards]')) {
    Sortable.create(list, {
      group: { name: 'cards', put: list.dataset.closed === undefined },
      draggable: '.board-card',
      filter: 'a, details, select, button',
      preventOnFilter: false,
      delay: 220,
      touchStartThreshold: 8,
      delayOnTouchOnly: true,
      animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120,
      sort: false,
      onStart: ({ item, from }) => {
        origin = { list: from, before: item.nextElementSibling }
      },
      onAdd: ({ item, to }) => {
        if (origin) void move(item, to, origin)
      },
    })
  }
  board.addEventListener('keydown', (event) => {
    if (event.altKey && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) step(event)
  })
}

/** Alt and an arrow carry the card that has the focus to the neighbouring column. */
const step = (event: KeyboardEvent) => {
  const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-card]') : null
  const column = card?.closest('[data-stage].board-column')
  const next = event.key === 'ArrowRight' ? column?.nextElementSibling : column?.previousElementSibling
  const list = next?.querySelector('[data-cards]:not([data-closed])')
  if (!card || !list || !card.parentElement) return
  event.preventDefault()
  const origin = { list: card.parentElement, before: card.nextElementSibling }
  list.prepend(card)
  void move(card, list, origin).then(() => document.querySelector<HTMLElement>(`#${card.id} a`)?.focus())
}

/** The menu of a card and the way back do what a hand would do, so the board stays where it was scrolled to. */
const byForm = (event: SubmitEvent) => {
  const { target: form } = event
  if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return
  const [, id] = /\/enrolments\/([0-9a-f-]{36})\/stage$/.exec(form.action) ?? []
  const card = document.getElementById(`card-${id}`)
  const stage = new FormData(form).get('stage')
  const list = document.querySelector(`[data-cards="${stage}"]`)
  if (!card?.parentElement || !list) return
  event.preventDefault()
  const origin = { list: card.parentElement, before: card.nextElementSibling }
  const values = textsIn(form)
  list.prepend(card)
  void move(card, list, origin, values).then((status) => {
    unlock(form)
    if (status !== 422) focusAfter(card.id)
  })
}

const textsIn = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))

const focusAfter = (id: string) => {
  const undo = document.querySelector<HTMLElement>('#board-flash button')
  if (undo) undo.focus()
  else document.querySelector<HTMLElement>(`#${id} a`)?.focus()
}

/** Tells the server, which answers with the card as it now is; what it refuses goes where it belongs. */
const move = async (card: HTMLElement, list: Element, origin: Origin, values: Record<string, string> = {}) => {
  const stage = list.getAttribute('data-cards')
  if (!stage || stage === card.dataset.stage) return 0
  const path = `${card.closest('[data-board]')?.getAttribute('data-board')}/${card.dataset.card}/stage`
  const dialog = document.querySelector<HTMLDialogElement>('#move-dialog')
  const question = dialog?.querySelector('#move-dialog-body')
  if (!dialog?.open) question?.replaceChildren()
  const shown = Object.fromEntries(new URLSearchParams(location.search))
  const asked = { owner: shown.owner ?? '', q: shown.q ?? '' }
  const status = await post(path, { version: card.dataset.version ?? '', ...asked, ...values, stage })
  if (status !== 200) putBack(document.getElementById(card.id) ?? card, origin)
  if (status === 422 && question?.hasChildNodes() && !dialog?.open) dialog?.showModal()
  if (status !== 422) dialog?.close()
  return status
}

/** Back where it was, or, when somebody moved it meanwhile, on top of the column it is in by now. */
const putBack = (card: HTMLElement, { list, before }: Origin) => {
  const column = document.querySelector(`[data-cards="${card.dataset.stage}"]`)
  if (column && column !== list) column.prepend(card)
  else list.insertBefore(card, before?.isConnected ? before : null)
}

const post = async (path: string, values: Record<string, string>): Promise<number> => {
  let status = 0
  const note = (event: Event) => {
    if (event instanceof CustomEvent) status = event.detail?.ctx?.response?.status ?? status
  }
  document.addEventListener('htmx:after:request', note)
  try {
    // htmx names the target of its source, not of the call, so the header is written by hand
    const headers = { 'HX-Target': 'div#board-flash' }
    const context = { target: '#board-flash', swap: 'innerHTML', values, headers }
    await (window as unknown as { htmx: Htmx }).htmx.ajax('POST', path, context) // the page loads htmx before this script
  } catch {
    status = 0
  } finally {
    document.removeEventListener('htmx:after:request', note)
  }
  return status
}

/** The stages of a track in the settings, put into another order by hand; buttons do the same without a script. */
const orderByHand = (list: HTMLElement) => {
  const form = list.parentElement?.querySelector<HTMLFormElement>('form[data-order-form]')
  const field = form?.querySelector<HTMLInputElement>('[name="order"]')
  if (!form || !field) return
  Sortable.create(list, {
    filter: 'a, button',
    preventOnFilter: false,
    delay: 220,
    delayOnTouchOnly: true,
    onEnd: () => {
      field.value = [...list.children].map((line) => line.getAttribute('data-stage')).join(' ')
      field.disabled = false
      form.requestSubmit()
    },
  })
}

for (const board of document.querySelectorAll<HTMLElement>('[data-board]')) start(board)
for (const list of document.querySelectorAll<HTMLElement>('[data-order]')) orderByHand(list)
document.addEventListener('submit', byForm)
