export type Image = { type: 'png' | 'jpg' | 'webp'; width: number; height: number }

/**
 * What a PNG, JPEG or WebP file says of itself, read from its own structure and never decoded. The file must begin and
 * end as its format says: nothing is cut off, and nothing stands behind the picture. Sizes in pixels.
 * Formats: PNG (W3C, §5), JPEG (ITU-T T.81, Annex B), WebP container (RFC 9649).
 */
export const imageIn = (bytes: Uint8Array): Image | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const found = png(view) ?? jpeg(view) ?? webp(view)
    return found && found.width > 0 && found.height > 0 ? found : undefined
  } catch (error) {
    // it ends before it says what it promised
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const png = (view: DataView): Image | undefined => {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) return undefined
  if (view.getUint32(8) !== 13 || chunkAt(view, 12) !== 'IHDR') return undefined
  let at = 8
  let name = ''
  let hasPicture = false
  while (name !== 'IEND') {
    name = chunkAt(view, at + 4)
    hasPicture ||= name === 'IDAT'
    at += 12 + view.getUint32(at)
  }
  if (at !== view.byteLength || !hasPicture) return undefined
  return { type: 'png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** Segments up to the first scan, one of them a frame with the size; the last two bytes end the picture. */
const jpeg = (view: DataView): Image | undefined => {
  if (view.getUint16(0) !== 0xffd8 || view.getUint16(view.byteLength - 2) !== 0xffd9) return undefined
  let frame: Image | undefined
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at)
    if (marker < 0xffc0 || marker === 0xffff) return undefined
    if (marker === 0xffda) return frame
    if (isFrame(marker)) frame = { type: 'jpg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
  }
}

const isFrame = (marker: number) => marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)

const webp = (view: DataView): Image | undefined => {
  if (chunkAt(view, 0) !== 'RIFF' || chunkAt(view, 8) !== 'WEBP') return undefined
  if (view.getUint32(4, true) + 8 !== view.byteLength) return undefined
  const sized = (width: number, height: number): Image => ({ type: 'webp', width, height })
  const kind = chunkAt(view, 12)
  if (20 + view.getUint32(16, true) > view.byteLength) return undefined
  if (kind === 'VP8X') return sized(1 + uint24(view, 24), 1 + uint24(view, 27))
  if (kind === 'VP8L' && view.getUint8(20) === 0x2f) {
    const bits = view.getUint32(21, true)
    return sized(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff))
  }
  if (kind === 'VP8 ' && uint24(view, 23) === 0x2a019d)
    return sized(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff)
  return undefined
}

const chunkAt = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
