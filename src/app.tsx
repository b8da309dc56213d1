import { Hono } from 'hono'
import { forgotten } from './accounts/forgotten-routes.tsx'
import { invitations, resets, triesPerLink } from './accounts/link-routes.tsx'
import { account } from './accounts/routes.tsx'
import { signInDoor } from './accounts/sign-in-routes.tsx'
import { signedIn, signedInCentre } from './accounts/signed-in.ts'
import { team } from './accounts/team-routes.tsx'
import { bulkData } from './bulk/queries/results.ts'
import { bulk } from './bulk/routes.tsx'
import { colours, logos } from './centres/brand-routes.ts'
import { front, languageless } from './centres/front-routes.tsx'
import { centreSettings } from './centres/routes.tsx'
import { shownCentre } from './centres/shown-centre.ts'
import { facts } from './contacts/fact-routes.tsx'
import { contactList } from './contacts/list-routes.tsx'
import { contactsData } from './contacts/queries/personal-data.ts'
import { contacts } from './contacts/routes.tsx'
import { timeline } from './contacts/timeline-routes.tsx'
import { savedViews } from './contacts/view-routes.tsx'
import { whereabouts } from './contacts/whereabouts-routes.tsx'
import type { Deps } from './deps.ts'
import { answersPerLink, myRegistration } from './events/link-routes.tsx'
import { eventAhead, publicEvents, registrationsPerNetwork } from './events/public-routes.tsx'
import { eventsData } from './events/queries/personal-data.ts'
import { events } from './events/routes.tsx'
import { jobHandlers } from './handlers.ts'
import { palette } from './home/palette-routes.tsx'
import { centrePage } from './home/public-routes.tsx'
import { home } from './home/routes.tsx'
import { importsData } from './imports/queries/personal-data.ts'
import { importResults } from './imports/result-routes.tsx'
import { importSteps, uploads } from './imports/routes.tsx'
import { jobPages } from './jobs/routes.tsx'
import { sha256 } from './lib/tokens.ts'
import { mailData } from './mail/own.ts'
import { mails } from './mail/routes.tsx'
import { ownPages } from './me/link-routes.tsx'
import { askingForMyData, askingPerNetwork } from './me/public-routes.tsx'
import { obligations } from './obligations/routes.tsx'
import { partners } from './partners/routes.tsx'
import { enrolments } from './pipelines/enrolment-routes.tsx'
import { flows } from './pipelines/flow-routes.tsx'
import { parking, parkingLists } from './pipelines/parking-routes.tsx'
import { pipelinesData } from './pipelines/queries/personal-data.ts'
import { boards } from './pipelines/routes.tsx'
import { accessibility, publicPrivacy } from './privacy/public-routes.tsx'
import { privacyData } from './privacy/queries.ts'
import { incoming } from './referrals/incoming-routes.tsx'
import { partnersReferral } from './referrals/link-routes.tsx'
import { referralsData } from './referrals/queries/personal-data.ts'
import { referrals } from './referrals/routes.tsx'
import { releaseFiles } from './sharing/file-routes.tsx'
import { protectionMethod } from './sharing/method-routes.tsx'
import { publicData } from './sharing/public-routes.tsx'
import { comparisons } from './sharing/reading/compare-routes.tsx'
import { imports } from './sharing/reading/import-routes.tsx'
import { network } from './sharing/reading/routes.tsx'
import { releases } from './sharing/release-routes.tsx'
import { sharing } from './sharing/routes.tsx'
import { writtenDown } from './sharing/taking.ts'
import { surveyAhead } from './surveys/ahead.ts'
import { mySurvey } from './surveys/link-routes.tsx'
import { afterSending, answersPerNetwork, publicSurveys } from './surveys/public-routes.tsx'
import { surveys } from './surveys/routes.tsx'
import { day } from './tasks/day-routes.tsx'
import { tasksData } from './tasks/queries/personal-data.ts'
import { tasks } from './tasks/routes.tsx'
import { trackSettings } from './tracks/routes.tsx'
import { linksCentre, namedCentre, publicCentre } from './web/centre.ts'
import type { Env } from './web/env.ts'
import { answerError, answerNotFound } from './web/errors.tsx'
import { ownWritesOnly, strictHeaders } from './web/headers.ts'
import { health } from './web/health.ts'
import { plainPages, publicPages, staffPages } from './web/render.tsx'
import { request } from './web/request.ts'
import { wholeBody } from './web/whole-body.ts'

const inLanguage = '/:lang{(?:cs|en|de|uk)}'
const inCentre = `${inLanguage}/:centre{[a-z0-9-]+}`

/** Everything that keeps something about a person; who asks for their data gets all of it. */
const personalData = [
  contactsData,
  tasksData,
  pipelinesData,
  eventsData,
  referralsData,
  mailData,
  privacyData,
  bulkData,
  importsData,
]

/** The contents page: what there is, and who may come in. It knows no home; deps come from Node or from Workers. */
export const createApp = (deps: Deps) => {
  const app = new Hono<Env>()
  app.onError(answerError)
  app.notFound(answerNotFound)
  app.use(request(deps))
  app.use(strictHeaders(deps.settings.publicUrl))
  app.use(...ownWritesOnly(deps.settings.publicUrl))
  app.use(wholeBody)
  app.route('/', health)

  // open to everybody
  app.use('/sign-in/*', plainPages)
  app.route('/', signInDoor)
  app.route('/sign-in/forgotten', forgotten)
  const membersCentre = linksCentre((token) => ({ memberToken: sha256(token) }))
  app.use('/invitation/:token/*', triesPerLink, membersCentre, plainPages)
  app.route('/invitation', invitations)
  app.use('/password/:token/*', triesPerLink, membersCentre, plainPages)
  app.route('/password', resets)
  app.route('/brand', colours)
  app.use('/brand/:centre{[a-z0-9-]+}/*', namedCentre)
  app.route('/brand/:centre{[a-z0-9-]+}', logos)
  app.use(inLanguage, publicPages)
  app.route('/', front)
  app.use(`${inLanguage}/accessibility`, publicPages)
  app.route('/', accessibility)
  app.use(`${inLanguage}/data-protection-method`, publicPages)
  app.route('/', protectionMethod)
  app.use(`${inCentre}/events/*`, registrationsPerNetwork)
  app.use(`${inCentre}/surveys/*`, answersPerNetwork, afterSending)
  app.use(`${inCentre}/my-data`, askingPerNetwork)
  app.use(`${inCentre}/data/*`, writtenDown)
  app.use(`${inCentre}/*`, publicCentre, eventAhead, surveyAhead, shownCentre, publicPages)
  app.route(inCentre, centrePage)
  app.route(inCentre, publicEvents)
  app.route(inCentre, publicSurveys)
  app.route(inCentre, publicData)
  app.route(inCentre, publicPrivacy)
  app.route(inCentre, askingForMyData)
  app.use(
    '/r/:token/*',
    answersPerLink,
    linksCentre((token) => ({ registrationToken: sha256(token) })),
    shownCentre,
    publicPages,
  )
  app.route('/r', myRegistration)
  app.use(
    '/p/:token/*',
    linksCentre((token) => ({ referralToken: sha256(token) })),
    shownCentre,
    publicPages,
  )
  app.route('/p', partnersReferral)
  app.use(
    '/me/:token/*',
    linksCentre((token) => ({ personalToken: sha256(token) })),
    shownCentre,
    publicPages,
  )
  app.route('/me', ownPages(personalData))
  app.use(
    '/s/:token/*',
    linksCentre((token) => ({ surveyToken: sha256(token) })),
    shownCentre,
    publicPages,
  )
  app.route('/s', mySurvey)

  // for members
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
  app.route('/app/:centre/jobs', jobPages(jobHandlers))
  app.route('/app/:centre/mail', mails)
  app.route('/app/:centre/settings/members', team)
  app.route('/app/:centre/settings/pipelines', trackSettings)
  app.route('/app/:centre/settings', centreSettings)

  app.route('/', languageless)
  return app
}
