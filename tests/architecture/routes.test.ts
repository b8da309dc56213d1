import type { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { createApp } from '../../src/app.tsx'
import { allow, open, permissionOf } from '../../src/web/access.ts'
import type { Env } from '../../src/web/env.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'

const { appDb } = testDatabase()
const freshApp = () => testApp(appDb).app

type App = Hono<Env> | ReturnType<typeof createApp>

/** Method and path of each route with what its guard asks for; middleware stands under ALL and is no route. */
const guardsOf = (app: App) => {
  const guards = new Map<string, ReturnType<typeof permissionOf>[]>()
  for (const { method, path, handler } of app.routes) {
    if (method === 'ALL') continue
    guards.set(`${method} ${path}`, [...(guards.get(`${method} ${path}`) ?? []), permissionOf(handler)])
  }
  return guards
}

/** Routes without a guard, and those whose guard does not stand first. */
const unguarded = (app: App): string[] =>
  [...guardsOf(app)].filter(([, [first]]) => first === undefined).map(([route]) => route)

const inCentre = (route: string) => /^[A-Z]+ \/app\/:centre/.test(route)

/** Routes of a centre that ask nothing of its member. */
const openInside = (app: App): string[] =>
  [...guardsOf(app)].filter(([route, [first]]) => inCentre(route) && first === 'open').map(([route]) => route)

describe('the access matrix', () => {
  test('knows every route, and there are many', () => {
    expect(unguarded(freshApp())).toEqual([])
    expect(guardsOf(freshApp()).size).toBeGreaterThan(35)
  })

  test('asks a permission of every member inside a centre, and nothing elsewhere', () => {
    expect(openInside(freshApp())).toEqual([])
    const asking = [...guardsOf(freshApp())].filter(([, [first]]) => first !== 'open').map(([route]) => route)
    expect(asking.filter((route) => !inCentre(route))).toEqual([])
  })

  test('tells of a route without a guard, one guarded too late, and an open one inside a centre', () => {
    const app = freshApp()
    app.get('/planted', (c) => c.text('anybody'))
    app.post(
      '/planted',
      (_c, next) => next(),
      open(),
      (c) => c.text('anybody'),
    )
    app.get('/app/:centre/planted', open(), (c) => c.text('any member'))
    app.put('/app/:centre/planted', allow(() => true) as never, (c) => c.text('fine')) // guards of members on an app for all
    expect(unguarded(app)).toEqual(['GET /planted', 'POST /planted'])
    expect(openInside(app)).toEqual(['GET /app/:centre/planted'])
  })
})
