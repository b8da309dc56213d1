import { html } from 'hono/html'
import type { Card, ContactFacts, EventFacts, ListRow, Question } from './statements.ts'

/** The least a page can be: everything of the row, escaped, in a table. */
export const listPage = (fetched: ListRow[]) => {
  const rows = fetched.slice(0, 50)
  return html`<!doctype html><html lang="cs"><title>Kontakty</title><body><p>${fetched[0]?.count ?? 0}</p><table>
${rows.map(
  (
    row,
  ) => html`<tr><td><a href="/contact?id=${row.id}">${row.given_name} ${row.family_name}</a></td><td>${row.stage}</td>
<td>${row.municipality_origin}</td><td>${row.residence}</td><td>${row.tags.join(', ')}</td><td>${row.owner_name}</td>
<td>${row.next_step}</td><td>${row.next_step_on?.toISOString()}</td></tr>`,
)}</table>${fetched.length > 50 ? html`<a href="?after=${rows.at(-1)?.id}">Další</a>` : ''}</body></html>`
}

export const contactPage = (contact: ContactFacts) => html`<!doctype html><html lang="cs">
<title>${contact.given_name} ${contact.family_name}</title><body>
<h1>${contact.given_name} ${contact.family_name}</h1>
<p>${contact.municipality_origin} ${contact.field} ${contact.owner_name} ${contact.next_step} ${contact.next_step_on?.toISOString()}</p>
<ul>${contact.points.map(({ kind, value }) => html`<li>${kind} ${value}</li>`)}</ul>
<ul>${contact.enrolments.map(({ track, stage }) => html`<li>${track} ${stage}</li>`)}</ul>
<ol>${contact.activities
  .slice(0, 30)
  .map((each) => html`<li>${each.occurred_at} ${each.kind} ${each.member_name}<p>${each.body}</p></li>`)}</ol>
<ul>${contact.registrations.map((each) => html`<li>${each.title} ${each.starts_at} ${each.state}</li>`)}</ul>
</body></html>`

export const cardPart = (card: Card | undefined, counts: { stage: string; count: number }[]) => html`<article>
<h3>${card?.given_name} ${card?.family_name}</h3><p>${card?.stage} ${card?.version}</p></article>
${counts.map(({ stage, count }) => html`<p>${stage} ${count}</p>`)}</hx-partial>`

export const questionsPage = (
  questions: Question[],
) => html`<!doctype html><html lang="cs"><title>Dotazník</title><body>
<form method="post">${questions.map(
  ({ code, kind, wording, choices }) =>
    html`<fieldset><legend>${wording}</legend>${choices.map(
      (choice) =>
        html`<label><input type="${kind === 'single' ? 'radio' : 'checkbox'}" name="q_${code}" value="${choice.code}">
${choice.label}</label>`,
    )}</fieldset>`,
)}<button>Dál</button></form></body></html>`

export const eventForm = (event: EventFacts) => html`<!doctype html><html lang="cs"><title>${event.title}</title><body>
<h1>${event.title}</h1><p>${event.starts_at.toISOString()} ${event.venue} ${event.town} ${event.capacity - event.taken}</p>
<form method="post"><input type="hidden" name="event" value="${event.id}"><label>Jméno <input name="name"></label>
<label>E-mail <input name="email"></label><label><input type="checkbox" name="consent_contact"> Zůstaňme v kontaktu</label>
<button>Přihlásit</button></form></body></html>`
