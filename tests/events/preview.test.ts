import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { aCentre, anEvent } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)

test('an event’s address tells messengers and search engines what it is, whatever its title holds', async () => {
  const centre = await aCentre(ownerDb)
  const event = await anEvent(ownerDb, centre)
  const title = 'Setkání </script><script>alert(1)</script> & "rodáci"'
  await ownerDb.updateTable('event_texts').set({ title }).where('event_id', '=', event.id).execute()
  const html = await (await app.get(`/cs/${centre.slug}/events/${event.slug}`)).text()
  const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? []
  const url = `http://krajan.test/cs/${centre.slug}/events/${event.slug}`
  expect(JSON.parse(json)).toMatchObject({
    '@type': 'Event',
    name: title,
    url,
    eventStatus: 'https://schema.org/EventScheduled',
    organizer: { name: centre.name },
  })
  expect(html).not.toContain('<script>alert')
  expect(html).toContain(`<meta property="og:url" content="${url}"/>`)
  expect(html).toContain('<meta property="og:title" content="Setkání &lt;/script&gt;')
})
