export type Address = { address: string; name: string }

/** One message to one address. */
export type Outgoing = {
  /** Of the ledger's row; travels as a tag so that what happens to the message later can be told apart. */
  id: string
  from: Address
  replyTo: Address
  to: Address
  subject: string
  html: string
  body: string
}

/** What became of an attempt. Only `retry` may be tried again: nothing was taken over then. */
export type Sent =
  | { kind: 'accepted'; providerMessageId: string }
  /** `afterSeconds` when the other side asked for quiet that long. */
  | { kind: 'retry'; reason: string; afterSeconds?: number }
  | { kind: 'refused'; reason: string }
  /** It left, and the answer was lost: the message may be on its way or not. */
  | { kind: 'uncertain'; reason: string }

export type Transport = { send(mail: Outgoing): Promise<Sent> }
