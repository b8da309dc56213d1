import type { Hono } from 'hono'
import { account } from './accounts/routes.tsx'
import { signedIn, signedInCentre } from './accounts/signed-in.ts'
import { team } from './accounts/team-routes.tsx'
import { bulk } from './bulk/routes.tsx'
import { centreSettings } from './centres/routes.tsx'
import { facts } from './contacts/fact-routes.tsx'
import { contactList } from './contacts/list-routes.tsx'
import { contacts } from './contacts/routes.tsx'
import { timeline } from './contacts/timeline-routes.tsx'
import { savedViews } from './contacts/view-routes.tsx'
import { whereabouts } from './contacts/whereabouts-routes.tsx'
import { merges } from './duplicates/merge-routes.tsx'
import { duplicates } from './duplicates/routes.tsx'
import { events } from './events/routes.tsx'
import { jobHandlers } from './handlers.ts'
import { palette } from './home/palette-routes.tsx'
import { home } from './home/routes.tsx'
import { importResults } from './imports/result-routes.tsx'
import { importSteps, uploads } from './imports/routes.tsx'
import { jobPages } from './jobs/routes.tsx'
import { mails } from './mail/routes.tsx'
import { obligations } from './obligations/routes.tsx'
import { partners } from './partners/routes.tsx'
import { enrolments } from './pipelines/enrolment-routes.tsx'
import { flows } from './pipelines/flow-routes.tsx'
import { parking, parkingLists } from './pipelines/parking-routes.tsx'
import { boards } from './pipelines/routes.tsx'
import { incoming } from './referrals/incoming-routes.tsx'
import { referrals } from './referrals/routes.tsx'
import { releaseFiles } from './sharing/file-routes.tsx'
import { comparisons } from './sharing/reading/compare-routes.tsx'
import { imports } from './sharing/reading/import-routes.tsx'
import { network } from './sharing/reading/routes.tsx'
import { releases } from './sharing/release-routes.tsx'
import { sharing } from './sharing/routes.tsx'
import { writtenDown } from './sharing/taking.ts'
import { surveys } from './surveys/routes.tsx'
import { day } from './tasks/day-routes.tsx'
import { tasks } from './tasks/routes.tsx'
import { trackSettings } from './tracks/routes.tsx'
import type { Env } from './web/env.ts'
import { plainPages, staffPages } from './web/render.tsx'

/** The pages for members: what needs a sign-in, and what needs a role in the centre of the address. */
export const mountMembers = (app: Hono<Env>) => {
  app.use('/app', signedIn, plainPages)
  app.use('/account/*', signedIn, plainPages)
  app.route('/', account)

  // for members of the centre in the address
  app.use('/app/:centre/sharing/*', writtenDown)
  app.use('/app/:centre/*', signedInCentre, staffPages)
  app.route('/app/:centre', home)
  app.route('/app/:centre/palette', palette)
  app.route('/app/:centre/contacts/where', whereabouts)
  app.route('/app/:centre/obligations', obligations)
  app.route('/app/:centre/contacts/import', uploads)
  app.route('/app/:centre/imports', importSteps)
  app.route('/app/:centre/imports', importResults)
  app.route('/app/:centre/contacts', contactList)
  app.route('/app/:centre/contacts/views', savedViews)
  app.route('/app/:centre/contacts', contacts)
  app.route('/app/:centre/contacts', facts)
  app.route('/app/:centre/contacts', timeline)
  app.route('/app/:centre/tasks', tasks)
  app.route('/app/:centre', day)
  app.route('/app/:centre/pipelines', parkingLists)
  app.route('/app/:centre/pipelines', flows)
  app.route('/app/:centre/pipelines', boards)
  app.route('/app/:centre/enrolments', enrolments)
  app.route('/app/:centre/enrolments', parking)
  app.route('/app/:centre/events', events)
  app.route('/app/:centre/surveys', surveys)
  app.route('/app/:centre/sharing', sharing)
  app.route('/app/:centre/sharing', releases)
  app.route('/app/:centre/sharing', releaseFiles)
  app.route('/app/:centre/sharing/network', network)
  app.route('/app/:centre/sharing/network', comparisons)
  app.route('/app/:centre/sharing/network', imports)
  app.route('/app/:centre/partners', partners)
  app.route('/app/:centre/referrals', referrals)
  app.route('/app/:centre/referrals/incoming', incoming)
  app.route('/app/:centre/bulk', bulk)
  app.route('/app/:centre/duplicates/merges', merges)
  app.route('/app/:centre/duplicates', duplicates)
  app.route('/app/:centre/jobs', jobPages(jobHandlers))
  app.route('/app/:centre/mail', mails)
  app.route('/app/:centre/settings/members', team)
  app.route('/app/:centre/settings/pipelines', trackSettings)
  app.route('/app/:centre/settings', centreSettings)
}
