/**
 * Writes what differs from request to request into a text: `{{uuid}}` the same within one request, `{{lap+7}}` the lap
 * of the connection through its list and 7, `{{turn:a|b}}` one of the words, by lap.
 */
export const fillIn = (text: string, uuid: string, lap: number): string =>
  text
    .replaceAll('{{uuid}}', uuid)
    .replace(/\{\{lap\+(\d+)\}\}/g, (_, base: string) => String(Number(base) + lap))
    .replace(/\{\{turn:([^}]+)\}\}/g, (_, words: string) => {
      const choices = words.split('|')
      return choices[lap % choices.length] ?? ''
    })

export const isOpen = (text: string) => text.includes('{{')
