import type { Handler, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { StaffEnv } from './env.ts'
import type { Viewer } from './viewer.ts'

export type Permission = (viewer: Viewer) => boolean

/** Names who may use a staff route; a viewer who may not gets 403. */
export const allow = (permission: Permission): MiddlewareHandler<StaffEnv> => {
  const guard: MiddlewareHandler<StaffEnv> = async (c, next) => {
    if (!permission(c.var.viewer)) throw new HTTPException(403)
    await next()
  }
  named.set(guard, permission)
  return guard
}

/** Says that a route is for everyone, or for every member, on purpose. */
export const open = (): MiddlewareHandler => {
  const pass: MiddlewareHandler = (_c, next) => next()
  named.set(pass, 'open')
  return pass
}

/** What a route's guard asks for; the access matrix fails on a route without one. */
export const permissionOf = (handler: Handler | MiddlewareHandler): Permission | 'open' | undefined =>
  named.get(handler)

/** The row, or the same 404 as for one that never was. */
export const found = <Row>(row: Row | undefined): Row => {
  if (row === undefined) throw new HTTPException(404)
  return row
}

const named = new WeakMap<object, Permission | 'open'>()
