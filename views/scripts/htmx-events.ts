export type RequestContext = {
  sourceElement?: Element
  target?: Element
  confirm?: string
  response?: { status: number }
}

export type RequestEvent = CustomEvent<{ ctx?: RequestContext; issueRequest?: () => void; dropRequest?: () => void }>

export const onHtmx = (name: string, listener: (ctx: RequestContext, event: RequestEvent) => void) => {
  document.addEventListener(`htmx:${name}`, (event) => {
    // htmx promises this detail for its own events
    const request = event as RequestEvent
    if (request.detail?.ctx) listener(request.detail.ctx, request)
  })
}

export const closestTo = (event: Event, selector: string): HTMLElement | null =>
  event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null
