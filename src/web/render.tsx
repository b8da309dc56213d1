import type { MiddlewareHandler } from 'hono'
import type { Child } from 'hono/jsx'
import { PlainLayout } from '../../views/layouts/plain.tsx'
import { PublicLayout } from '../../views/layouts/public.tsx'
import { StaffLayout, type StaffLayoutProps } from '../../views/layouts/staff.tsx'
import { languages } from '../../views/messages/index.ts'
import type { MemberEnv, PublicEnv, StaffEnv } from './env.ts'

export type PageProps = {
  title: string
  description?: string
  current?: StaffLayoutProps['current']
  search?: string
  wide?: boolean
  head?: Child
}

declare module 'hono' {
  interface ContextRenderer {
    // biome-ignore lint/style/useShorthandFunctionType: merged with Hono's own interface
    (content: Child, props: PageProps): Response | Promise<Response>
  }
}

/** `c.render(<Page/>, { title })` puts a page into the layout of the staff. */
export const staffPages: MiddlewareHandler<StaffEnv> = async (c, next) => {
  c.setRenderer((content, { title, current = 'other', ...rest }) => {
    const { t, viewer } = c.var
    return c.html(
      <StaffLayout
        t={t}
        title={title}
        current={current}
        {...rest}
        centre={viewer.centre}
        centres={viewer.memberships}
        viewer={{ name: viewer.name, role: t(`role.${viewer.role}`), isAdmin: viewer.role === 'admin' }}
        shortcuts={viewer.shortcuts}
      >
        {content}
      </StaffLayout>,
    )
  })
  await next()
}

/** The layout of public pages, with this page in the other languages. */
export const publicPages: MiddlewareHandler<PublicEnv> = async (c, next) => {
  c.setRenderer((content, { title, description, head }) => {
    // outside the centres there is none, whatever the type of the pages inside says
    const { t, centre }: Partial<PublicEnv['Variables']> & Pick<PublicEnv['Variables'], 't'> = c.var
    return c.html(
      <PublicLayout
        t={t}
        title={title}
        languageLinks={(centre?.languages ?? languages).map((lang) => ({ lang, href: inLanguage(c.req.url, lang) }))}
        {...(description ? { description } : {})}
        {...(centre ? { centre } : {})}
        {...(head ? { head } : {})}
      >
        {content}
      </PublicLayout>,
    )
  })
  await next()
}

/** One narrow column: signing in, choosing a centre, the own account. */
export const plainPages: MiddlewareHandler<MemberEnv> = async (c, next) => {
  c.setRenderer((content, { title }) =>
    c.html(
      <PlainLayout t={c.var.t} title={title}>
        {content}
      </PlainLayout>,
    ),
  )
  await next()
}

const inLanguage = (url: string, lang: string) => {
  const { pathname, search, searchParams } = new URL(url)
  const [, prefix, ...rest] = pathname.split('/')
  if (languages.some((known) => known === prefix)) return `/${[lang, ...rest].join('/')}${search}`
  searchParams.set('lang', lang)
  return `${pathname}?${searchParams}`
}
