import { strToU8, type Zippable, zipSync } from 'fflate'

type Options = {
  sheets?: number
  dimension?: string
  workbook?: string
  prefix?: string
  more?: Zippable
  level?: 0 | 9
}

/** A workbook as small as one can be, around the rows of its first sheet. */
export const workbook = (
  rows: string,
  { sheets = 1, dimension = 'A1', workbook: head = '', more = {}, level = 9 }: Options = {},
) => {
  const numbers = Array.from({ length: sheets }, (_, at) => at + 1)
  const files: Zippable = {
    'xl/workbook.xml': strToU8(
      `<?xml version="1.0"?>${head}<workbook xmlns:r="r"><sheets>${numbers.map((nth) => `<sheet name="List ${nth}" sheetId="${nth}" r:id="rId${nth}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${numbers.map((nth) => `<Relationship Id="rId${nth}" Target="worksheets/sheet${nth}.xml"/>`).join('')}</Relationships>`,
    ),
    'xl/styles.xml': strToU8('<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'),
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet><dimension ref="${dimension}"/><sheetData>${rows}</sheetData></worksheet>`,
    ),
    ...more,
  }
  return zipSync(files, { level })
}

export const row = (nth: number, ...cells: string[]) =>
  `<row r="${nth}">${cells
    .map((cell, at) =>
      cell.startsWith('<c')
        ? cell
        : `<c r="${String.fromCharCode(65 + at)}${nth}" t="inlineStr"><is><t>${cell}</t></is></c>`,
    )
    .join('')}</row>`

/** Bytes of the kind of file that holds old workbooks and those with a password. */
export const ole = (name = '') => {
  const bytes = new Uint8Array(2048)
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  bytes.set(Buffer.from(name, 'utf16le'), 1024)
  return bytes
}
