/** `hx-status:422` is not a name TSX can write, so it is spread: `<form {...hxStatus(422, 'target:#errors')}>`. */
export const hxStatus = (code: number | '4xx' | '5xx', value: string): Record<string, string> => ({
  [`hx-status:${code}`]: value,
})

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>
