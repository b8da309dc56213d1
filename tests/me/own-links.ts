import type { Scene } from '../referrals/scene.ts'
import type { TestDatabase } from '../support/database.ts'

/** How a person asks for their own page and comes to it. */
export const ownLinks = ({ ownerDb }: TestDatabase) => {
  const addressOf = async ({ contact }: Scene) =>
    (
      await ownerDb
        .selectFrom('contact_points')
        .select('value')
        .where('contact_id', '=', contact.id)
        .where('kind', '=', 'email')
        .executeTakeFirstOrThrow()
    ).value

  const ask = (scene: Scene, email: string, lang = 'cs') =>
    scene.app.post(`/${lang}/${scene.centre.slug}/my-data`, { email })

  /** Asks for the link and takes it from the mail. */
  const linkOf = async (scene: Scene, lang = 'cs') => {
    const email = await addressOf(scene)
    await ask(scene, email, lang)
    return /\/me\/[\w-]{43}/.exec((await scene.mails(email)).at(-1)?.body ?? '')?.[0] ?? 'no link'
  }
  return { addressOf, ask, linkOf }
}
