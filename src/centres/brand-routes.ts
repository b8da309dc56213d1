import { Hono } from 'hono'
import { sheetIn } from '../lib/brand.ts'
import { found, open } from '../web/access.ts'
import type { PublicEnv } from '../web/env.ts'
import { findLogo } from './queries.ts'

/** Mounted at /brand: colours, which any address may ask for because they follow from its name alone. */
export const colours = new Hono()

colours.get('/:file{[a-z0-9]+\\.[0-9a-f]{12}\\.css}' as '/:file', open(), (c) => {
  const { css, isCurrent } = found(sheetIn(c.req.param('file')))
  return c.body(css, 200, {
    'Content-Type': 'text/css; charset=utf-8',
    // while servers are exchanged, an older page may meet a newer server: it gets its colours, but does not keep them
    'Cache-Control': isCurrent ? forever : 'no-cache',
  })
})

/** Mounted at /brand/{centre}. */
export const logos = new Hono<PublicEnv>()

logos.get('/:file{logo\\.[0-9a-f]{12}\\.(?:png|jpg|webp)}' as '/:file', open(), async (c) => {
  const [, hash = '', type] = c.req.param('file').split('.')
  const { db, centreId } = c.var.scope
  const logo = found(await findLogo(db, centreId, hash))
  if (logo.type !== type) return c.notFound()
  return c.body(new Uint8Array(logo.bytes), 200, {
    'Content-Type': mediaTypes[logo.type],
    'Cache-Control': forever,
    // whatever else the file may be, opened by itself it is a picture that can do nothing
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Content-Disposition': `inline; filename="${c.req.param('file')}"`,
  })
})

const forever = 'public, max-age=31536000, immutable'
const mediaTypes = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' }
