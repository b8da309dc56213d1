import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { checkPackage } from '../../../src/sharing/checker/check.mjs'
import { checkerHash } from '../../../views/assets/manifest.generated.ts'
import { testDatabase } from '../../support/database.ts'
import { htmlOf, setScene } from './scene.ts'

const database = testDatabase()

const shown = async () => {
  const ours = await setScene(database, { status: 'approved' })
  const terms = { audience: 'public', agreement: 'Kdokoli, s uvedením </script> zdroje.' }
  await ours.app.post(`${ours.path}/offers`, terms, ours.members.second.cookie)
  const [offer] = await ours.offers()
  const index = `/cs/${ours.centre.slug}/data`
  const address = `${index}/${ours.release.slug}/1/1`
  const withdraw = () => ours.app.post(`${ours.path}/offers/${offer?.id}/withdraw`, {}, ours.members.admin.cookie)
  return { ...ours, index, address, withdraw }
}

const files = ['package.zip', 'files/cells.csv', 'key.pem', 'metadata.jsonld']

describe('a public release', () => {
  test('is listed and shown to everybody in four languages, with tables, terms and the way to verify and cite it', async () => {
    const { app, index, address, centre } = await shown()
    expect(await htmlOf(app.get(index))).toContain(`href="${address}"`)
    expect(await htmlOf(app.get(`/cs/${centre.slug}`))).toContain(`href="${index}"`)
    for (const lang of ['cs', 'en', 'de', 'uk']) {
      const html = await htmlOf(app.get(address.replace('/cs/', `/${lang}/`)))
      expect(html).toContain('&lt;10')
      expect(html).toContain(`/${lang}/${centre.slug}/data/`)
    }
    const html = await htmlOf(app.get(address))
    for (const words of [
      'Kdokoli, s uvedením &lt;/script&gt; zdroje.',
      'Jak citovat',
      'krajan-release/1',
      'Otisk klíče',
      '16.–22. 11. 2026',
    ])
      expect(html).toContain(words)
    for (const file of files) expect(html).toContain(`href="${address}/${file}"`)
  })

  test('is verified by the checker from what anybody can download', async () => {
    const { app, address } = await shown()
    const zip = new Uint8Array(await (await app.get(`${address}/package.zip`)).arrayBuffer())
    const publicKeyPem = await (await app.get(`${address}/key.pem`)).text()
    const taken = new Map(Object.entries(unzipSync(zip)))
    expect(checkPackage(taken, { publicKeyPem })).toMatchObject({ good: true, checked: { signature: 'valid' } })
  })

  test('describes itself to machines, whatever its terms say', async () => {
    const { app, address, centre } = await shown()
    const html = await (await app.get(address)).text()
    const inside = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? ''
    expect(JSON.parse(inside)).toMatchObject({
      '@type': 'Dataset',
      conditionsOfAccess: 'Kdokoli, s uvedením </script> zdroje.',
      creator: { name: centre.name },
      url: `http://krajan.test${address}`,
    })
    const record = await (await app.get(`${address}/metadata.jsonld`)).json()
    expect(record).toMatchObject({ '@type': 'dcat:Dataset', '@id': `http://krajan.test${address}` })
    const addresses = record['dcat:distribution'].map((each: { '@id': string }) => new URL(each['@id']).pathname)
    expect(addresses).toContain(`${address}/package.zip`)
    for (const path of addresses) expect((await app.get(path)).status).toBe(200)
  })

  test('is downloaded without anything being kept of who did', async () => {
    const { app, address, downloads } = await shown()
    await app.get(`${address}/package.zip`)
    await app.get(`${address}/files/cells.csv`)
    expect(
      (await downloads()).map(({ path, audience, by_centre, by_member }) => [path, audience, by_centre, by_member]),
    ).toEqual([
      ['package.zip', 'public', null, null],
      ['cells.csv', 'public', null, null],
    ])
  })

  test('is gone at once when withdrawn, with all its files, and was never there under other addresses', async () => {
    const { app, index, address, centre, release, withdraw, downloads } = await shown()
    const other = await setScene(database, { status: 'approved' })
    const never = [
      `/cs/${other.centre.slug}/data/${release.slug}/1/1`,
      `/cs/${centre.slug}/data/${other.release.slug}/1/1`,
      `${index}/${release.slug}/1/2`,
      `${index}/${release.slug}/2/1`,
      `${address}/files/nic.csv`,
      `${address}/files/..%2fkey.pem`,
    ]
    for (const path of never) expect([path, (await app.get(path)).status]).toEqual([path, 404])
    await withdraw()
    for (const path of [address, ...files.map((file) => `${address}/${file}`)])
      expect([path, (await app.get(path)).status]).toEqual([path, 404])
    expect(await htmlOf(app.get(index))).toContain('Zatím jsme nic nezveřejnili')
    expect(await htmlOf(app.get(`/cs/${centre.slug}`))).not.toContain(`href="${index}"`)
    expect(await downloads()).toEqual([])
  })

  test('is not what was offered to the network only', async () => {
    const ours = await setScene(database, { status: 'approved' })
    const terms = { audience: 'network', agreement: 'Jen síť.' }
    await ours.app.post(`${ours.path}/offers`, terms, ours.members.second.cookie)
    expect((await ours.app.get(`/cs/${ours.centre.slug}/data/${ours.release.slug}/1/1`)).status).toBe(404)
  })
})

describe('the page that explains the protection', () => {
  test('stands in four languages and gives the checker with its fingerprint', async () => {
    const { app } = await shown()
    const bytes = await readFile('src/sharing/checker/check.mjs')
    expect(checkerHash).toBe(createHash('sha256').update(bytes).digest('hex'))
    for (const lang of ['cs', 'en', 'de', 'uk']) {
      const html = await htmlOf(app.get(`/${lang}/data-protection-method`))
      expect(html).toContain(checkerHash)
      expect(html.match(/<table/g)?.length).toBe(4)
    }
    const checker = await app.get('/data-protection-method/check.mjs')
    expect([checker.status, Buffer.from(await checker.arrayBuffer()).equals(bytes)]).toEqual([200, true])
    expect((await app.get('/xx/data-protection-method')).status).toBe(404)
  })
})
