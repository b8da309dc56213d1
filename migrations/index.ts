import type { Migration } from 'kysely/migration'
import * as words from './0001_words.ts'
import * as centresAccounts from './0002_centres_accounts.ts'
import * as contacts from './0003_contacts.ts'
import * as pipelines from './0004_pipelines.ts'
import * as events from './0005_events.ts'
import * as mails from './0006_mails.ts'
import * as surveys from './0007_surveys.ts'
import * as partnersReferrals from './0008_partners_referrals.ts'
import * as householdsOwnData from './0009_households_own_data.ts'
import * as members from './0010_members.ts'
import * as centreSettings from './0011_centre_settings.ts'
import * as operations from './0012_operations.ts'
import * as lists from './0013_lists.ts'
import * as claimsAndCounts from './0014_claims_and_counts.ts'
import * as registrationLookUps from './0015_registration_look_ups.ts'
import * as memberLinks from './0016_member_links.ts'
import * as codeLists from './0017_code_lists.ts'
import * as sharing from './0018_sharing.ts'
import * as people from './0019_people.ts'
import * as jobs from './0020_jobs.ts'
import * as stages from './0021_stages.ts'
import * as search from './0022_search.ts'
import * as views from './0023_views.ts'
import * as bulk from './0024_bulk.ts'
import * as tasks from './0026_tasks.ts'
import * as imports from './0027_imports.ts'
import * as duplicates from './0028_duplicates.ts'
import * as whereabouts from './0029_whereabouts.ts'
import * as obligations from './0030_obligations.ts'
import * as manyRows from './0031_many_rows.ts'
import * as importSpeed from './0032_import_speed.ts'
import * as newcomers from './0033_newcomers.ts'
import * as retention from './0034_retention.ts'

/** A static map, so that the Workers bundle knows its head without a file system. */
export const migrations: Record<string, Migration> = {
  '0001_words': words,
  '0002_centres_accounts': centresAccounts,
  '0003_contacts': contacts,
  '0004_pipelines': pipelines,
  '0005_events': events,
  '0006_mails': mails,
  '0007_surveys': surveys,
  '0008_partners_referrals': partnersReferrals,
  '0009_households_own_data': householdsOwnData,
  '0010_members': members,
  '0011_centre_settings': centreSettings,
  '0012_operations': operations,
  '0013_lists': lists,
  '0014_claims_and_counts': claimsAndCounts,
  '0015_registration_look_ups': registrationLookUps,
  '0016_member_links': memberLinks,
  '0017_code_lists': codeLists,
  '0018_sharing': sharing,
  '0019_people': people,
  '0020_jobs': jobs,
  '0021_stages': stages,
  '0022_search': search,
  '0023_views': views,
  '0024_bulk': bulk,
  '0026_tasks': tasks,
  '0027_imports': imports,
  '0028_duplicates': duplicates,
  '0029_whereabouts': whereabouts,
  '0030_obligations': obligations,
  '0031_many_rows': manyRows,
  '0032_import_speed': importSpeed,
  '0033_newcomers': newcomers,
  '0034_retention': retention,
}
