import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { imageIn } from '../../src/lib/image.ts'
import { joined, pictures, pngOf } from '../centres/pictures.ts'

const text = (said: string) => new TextEncoder().encode(said)

describe('a picture', () => {
  test.each(Object.entries(pictures))('tells its size as %s', (name, bytes) => {
    expect(imageIn(bytes)).toEqual({
      type: name.split(' ').find((word) => /png|jpg|webp/.test(word)),
      width: 3,
      height: 2,
    })
  })

  test('may be as large as its format can say', () => {
    expect(imageIn(pngOf(2_000_000_000, 1))).toEqual({ type: 'png', width: 2_000_000_000, height: 1 })
    expect(imageIn(pngOf(0, 5))).toBeUndefined()
  })

  test.each(Object.entries(pictures))('cut off anywhere is none, as %s', (_name, bytes) => {
    for (let length = 0; length < bytes.length; length++) expect(imageIn(bytes.slice(0, length))).toBeUndefined()
  })

  test.each(Object.entries(pictures))('with anything behind its end is none, as %s', (_name, bytes) => {
    for (const more of ['<script>alert(1)</script>', 'PK\u0003\u0004', '\0'])
      expect(imageIn(joined(bytes, more))).toBeUndefined()
  })

  test('that begins with anything else is none', () => {
    for (const [before, bytes] of Object.values(pictures).flatMap((bytes) =>
      ['\n', 'GIF89a', '<svg>'].map((said) => [said, bytes] as const),
    ))
      expect(imageIn(joined(before, bytes))).toBeUndefined()
  })

  test.each([
    ['nothing', ''],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['GIF', 'GIF89a\x01\x00\x01\x00;'],
    ['PDF', '%PDF-1.7'],
  ])('is not %s', (_name, said) => expect(imageIn(text(said))).toBeUndefined())

  test('is not what only begins like one', () => {
    const html = '<script>alert(1)</script>'
    expect(imageIn(joined(pictures.png.slice(0, 33), html, pictures.png.slice(-12)))).toBeUndefined()
    expect(imageIn(joined(pictures.jpg.slice(0, 4), html, new Uint8Array([0xff, 0xd9])))).toBeUndefined()
    expect(imageIn(joined('RIFF', new Uint8Array([33, 0, 0, 0]), 'WEBP', html, '    '))).toBeUndefined()
  })

  test('of any bytes is answered, never thrown over', () => {
    const [png, jpg, webp] = [pictures.png, pictures.jpg, pictures['webp with alpha']]
    const broken = fc
      .tuple(fc.constantFrom(png, jpg, webp), fc.array(fc.tuple(fc.nat(500), fc.nat(255)), { maxLength: 20 }))
      .map(([bytes, changes]) => {
        const copy = bytes.slice()
        for (const [at, value] of changes) copy[at % copy.length] = value
        return copy
      })
    const files = fc.oneof(fc.uint8Array({ maxLength: 300 }), broken)
    fc.assert(
      fc.property(files, (bytes) => (imageIn(bytes)?.width ?? 1) > 0),
      { numRuns: 3000 },
    )
  })
})
