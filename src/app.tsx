import { Hono } from 'hono'
import { forgotten } from './accounts/forgotten-routes.tsx'
import { invitations, resets, triesPerLink } from './accounts/link-routes.tsx'
import { signInDoor } from './accounts/sign-in-routes.tsx'
import { signedIn } from './accounts/signed-in.ts'
import { mountMembers } from './app-members.ts'
import { bulkData } from './bulk/queries/results.ts'
import { colours, logos } from './centres/brand-routes.ts'
import { front, languageless } from './centres/front-routes.tsx'
import { shownCentre } from './centres/shown-centre.ts'
import { contactsData } from './contacts/queries/personal-data.ts'
import type { Deps } from './deps.ts'
import { mergesData } from './duplicates/queries/merges.ts'
import { answersPerLink, myRegistration } from './events/link-routes.tsx'
import { eventAhead, publicEvents, registrationsPerNetwork } from './events/public-routes.tsx'
import { eventsData } from './events/queries/personal-data.ts'
import { centrePage } from './home/public-routes.tsx'
import { importsData } from './imports/queries/personal-data.ts'
import { sha256 } from './lib/tokens.ts'
import { mailData } from './mail/own.ts'
import { ownPages } from './me/link-routes.tsx'
import { askingForMyData, askingPerNetwork } from './me/public-routes.tsx'
import { proofsPerLink, provingAddresses } from './newcomers/link-routes.tsx'
import { enquiriesPerNetwork, joiningsPerNetwork, publicNewcomers } from './newcomers/public-routes.tsx'
import { newcomersData } from './newcomers/queries/personal-data.ts'
import { pipelinesData } from './pipelines/queries/personal-data.ts'
import { accessibility, publicPrivacy } from './privacy/public-routes.tsx'
import { privacyData } from './privacy/queries.ts'
import { partnersReferral } from './referrals/link-routes.tsx'
import { referralsData } from './referrals/queries/personal-data.ts'
import { protectionMethod } from './sharing/method-routes.tsx'
import { publicData } from './sharing/public-routes.tsx'
import { writtenDown } from './sharing/taking.ts'
import { surveyAhead } from './surveys/ahead.ts'
import { mySurvey } from './surveys/link-routes.tsx'
import { afterSending, answersPerNetwork, publicSurveys } from './surveys/public-routes.tsx'
import { tasksData } from './tasks/queries/personal-data.ts'
import { linksCentre, namedCentre, publicCentre } from './web/centre.ts'
import type { Env } from './web/env.ts'
import { answerError, answerNotFound } from './web/errors.tsx'
import { ownWritesOnly, strictHeaders } from './web/headers.ts'
import { health } from './web/health.ts'
import { plainPages, publicPages } from './web/render.tsx'
import { request } from './web/request.ts'
import { wholeBody } from './web/whole-body.ts'

const inLanguage = '/:lang{(?:cs|en|de|uk)}'
const inCentre = `${inLanguage}/:centre{[a-z0-9-]+}`

/** Everything that keeps something about a person; who asks for their data gets all of it. */
const personalData = [
  contactsData,
  tasksData,
  pipelinesData,
  newcomersData,
  eventsData,
  referralsData,
  mailData,
  privacyData,
  bulkData,
  importsData,
  mergesData,
]

/** The contents page: what there is, and who may come in. It knows no home; deps come from Node or from Workers. */
export const createApp = (deps: Deps) => {
  const app = new Hono<Env>()
  app.onError(answerError)
  app.notFound(answerNotFound)
  app.use(request(deps))
  app.use(strictHeaders(deps.settings.publicUrl))
  app.use(...ownWritesOnly(deps.settings.publicUrl))
  app.use(wholeBody(signedIn))
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
  app.use(`${inCentre}/enquiry`, enquiriesPerNetwork)
  app.use(`${inCentre}/panel`, joiningsPerNetwork)
  app.use(`${inCentre}/data/*`, writtenDown)
  app.use(`${inCentre}/*`, publicCentre, eventAhead, surveyAhead, shownCentre, publicPages)
  app.route(inCentre, centrePage)
  app.route(inCentre, publicEvents)
  app.route(inCentre, publicSurveys)
  app.route(inCentre, publicData)
  app.route(inCentre, publicPrivacy)
  app.route(inCentre, askingForMyData)
  app.route(inCentre, publicNewcomers)
  app.use(
    '/r/:token/*',
    answersPerLink,
    linksCentre((token) => ({ registrationToken: sha256(token) })),
    shownCentre,
    publicPages,
  )
  app.route('/r', myRegistration)
  app.use(
    '/n/:token/*',
    proofsPerLink,
    linksCentre((token) => ({ newcomerToken: sha256(token) })),
    shownCentre,
    publicPages,
  )
  app.route('/n', provingAddresses)
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

  mountMembers(app)

  app.route('/', languageless)
  return app
}
