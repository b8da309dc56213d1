import { startEmbedded } from './src/db/embedded.ts'
import { openDb } from './src/db/connection.ts'
const e = await startEmbedded({dataDir:'./data'}); const db=openDb(e.ownerUrl,{max:1})
const r = await db.selectFrom('contacts').where('family_name','=','Dvořáková').where('given_name','=','Jana').select('id').executeTakeFirst()
console.log(r?.id); process.exit(0)
