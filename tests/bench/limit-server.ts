import { serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import postgres from 'postgres'
import { cardPart, contactPage, eventForm, listPage, questionsPage } from './limit-pages.ts'
import {
  type Asked,
  addContact,
  contact,
  countedList,
  eventPage,
  keepAnswers,
  moveCard,
  search,
  stageList,
  surveyPage,
  takePlace,
} from './statements.ts'

// A process of its own: the same statements behind the same HTTP library, and nothing that makes them a product.
const client = postgres(process.env.DATABASE_URL ?? '', { max: 8, onnotice: () => {} })
const app = new Hono()

const asked = (c: Context): Asked => c.req.query()
const posted = async (c: Context): Promise<Asked> => {
  const form = await c.req.parseBody()
  return { ...c.req.query(), ...Object.fromEntries(Object.entries(form).map(([name, value]) => [name, String(value)])) }
}

app.get('/list', async (c) => c.html(listPage(await stageList(client, asked(c)))))
app.get('/counted', async (c) => c.html(listPage(await countedList(client, asked(c)))))
app.get('/search', async (c) => c.html(listPage(await search(client, asked(c)))))
app.get('/contact', async (c) => {
  const [found] = await contact(client, asked(c))
  return found ? c.html(contactPage(found)) : c.notFound()
})
app.post('/contacts', async (c) => {
  const [created] = await addContact(client, await posted(c))
  return c.redirect(`/contact?id=${created?.id}`, 303)
})
app.post('/move', async (c) => {
  const { cards, counts } = await moveCard(client, await posted(c))
  return c.html(cardPart(cards[0], counts))
})
app.get('/survey', async (c) => c.html(questionsPage(await surveyPage(client, asked(c)))))
app.post('/survey', async (c) => {
  await keepAnswers(client, await posted(c))
  return c.redirect('/survey?page=2', 303)
})
app.get('/event', async (c) => {
  const [event] = await eventPage(client, asked(c))
  return event ? c.html(eventForm(event)) : c.notFound()
})
app.post('/event', async (c) => {
  await takePlace(client, await posted(c))
  return c.redirect('/thanks', 303)
})
app.get('/healthz', (c) => c.text('ok'))
app.onError((error, c) => {
  process.stderr.write(`${error.stack}\n`)
  return c.text('error', 500)
})

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' })
