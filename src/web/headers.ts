import type { MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import type { Env } from './env.ts'

/** No inline script or style, nothing from elsewhere; `same-origin` because Chromium posts `Origin: null` under no-referrer. */
export const strictHeaders = (publicUrl: string) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      fontSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      frameSrc: ["'self'"],
      baseUri: ["'none'"],
    },
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: publicUrl.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : false,
    overwrite: false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  })

/** Writes come from forms on our own pages only: by Origin or Sec-Fetch-Site, and by what they say they carry. */
export const ownWritesOnly = (publicUrl: string): MiddlewareHandler<Env>[] => {
  const ours = new URL(publicUrl).origin
  return [
    csrf({ origin: (origin, c) => origin === ours || origin === new URL(c.req.url).origin }),
    async (c, next) => {
      const writes = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)
      if (writes && !formTypes.test(c.req.header('content-type') ?? '')) throw new HTTPException(415)
      await next()
    },
  ]
}

const formTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data)/i
