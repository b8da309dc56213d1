import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { checkBackup, kindOf } from '../db/backup/read.ts'
import { recordBackup } from '../db/backup/record.ts'
import { finishRestore, restoreBackup } from '../db/backup/restore.ts'
import { writeBackup } from '../db/backup/write.ts'
import { krajanVersion } from '../node/version.ts'
import { asOwner, type Command, optionsOf, ownerUrlOf, type Place, switchOf, UsageError } from './command.ts'
import { counted } from './doctor/finding.ts'
import { dumpWith, restoreWith } from './pg-tools.ts'

export const backup: Command = {
  usage: '--to <file or folder> [--with pg_dump]',
  about:
    'Saves the whole database, as it stands at one moment, into one new file, while the server goes on serving. The file holds personal data: keep it as you keep the database.',
  run: async (words, place) => {
    const { to, with: means } = optionsOf(words, ['to'], ['with'])
    if (means && means !== 'pg_dump') throw new UsageError('--with can be pg_dump only.')
    const now = new Date()
    const path = await fileAt(to, now, means ? 'dump' : 'krajan.tar.gz')
    const url = place.databases.embedded?.backupUrl ?? ownerUrlOf(place)
    const bypasses = place.databases.embedded !== undefined
    const written = means
      ? { rows: 0, bytes: await dumpWith(url, path, { bypasses }) }
      : await writeBackup(url, path, { krajan: krajanVersion, now })
    if (place.databases.ownerUrl) await asOwner(place, (db) => recordBackup(db, now, written))
    return [`Saved to ${path}, ${described(written)}.`, ...notInside(place)].join('\n')
  },
}

export const restore: Command = {
  usage: '--from <file> [--send-mail]',
  about:
    'Loads a backup into an empty database, all of it or nothing. Mail that had not left is put on hold, because the original may still send it; --send-mail lets it leave.',
  run: async (words, place) => {
    const { on: sendMail, rest } = switchOf(words, 'send-mail')
    const { from } = optionsOf(rest, ['from'])
    const ownerUrl = ownerUrlOf(place)
    if ((await kindOf(from)) === 'pg_dump') {
      await restoreWith(ownerUrl, from)
      return told({ ...(await finishRestore(ownerUrl, { sendMail })), rows: undefined }, from, sendMail)
    }
    return told(await restoreBackup(ownerUrl, await checkBackup(from), { sendMail }), from, sendMail)
  },
}

/** A folder gets a file named after the moment. */
const fileAt = async (to: string, now: Date, ending: string): Promise<string> => {
  const isFolder = await stat(to).then(
    (found) => found.isDirectory(),
    () => false,
  )
  return isFolder ? join(to, `krajan-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z.${ending}`) : to
}

const described = ({ rows, bytes }: { rows: number; bytes: number }) =>
  `${rows ? `${counted(rows, 'row')}, ` : ''}${bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`}`

const notInside = ({ config, databases }: Place): string[] => [
  databases.embedded
    ? `Not in it: the settings, and the keys in ${join(config.DATA_DIR, 'secrets.json')}. Keep a copy of both elsewhere.`
    : 'Not in it: the settings, SECRET_KEY among them. Keep a copy of them elsewhere.',
  'Not in it: who is signed in. After a restore everybody signs in again.',
  'A backup that was never restored is a hope: try it in an empty database now and then.',
]

type Told = { rows: number | undefined; held: number; uncertain: number; migrated: string[] }

const told = ({ rows, held, uncertain, migrated }: Told, from: string, sendMail: boolean): string =>
  [
    `Restored${rows === undefined ? '' : ` ${counted(rows, 'row')}`} from ${from}.`,
    ...(migrated.length > 0 ? [`Migrated: ${migrated.join(', ')}.`] : []),
    ...(held > 0
      ? [
          `${counted(held, 'mail')} had not left; ${held === 1 ? 'it is' : 'they are'} kept in the ledger and will not be sent.`,
        ]
      : []),
    ...(uncertain > 0
      ? [
          `${counted(uncertain, 'mail')} ${uncertain === 1 ? 'was being sent at that moment; it is' : 'were being sent at that moment; they are'} shown as uncertain.`,
        ]
      : []),
    ...(sendMail ? ['Mail that had not left leaves from here. The original must not run any more.'] : []),
    'Set the same SECRET_KEY as before, then start the server: everybody signs in again.',
  ].join('\n')
