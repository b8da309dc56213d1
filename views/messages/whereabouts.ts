import { staffCatalogue } from './catalogue.ts'

export const whereabouts = staffCatalogue({
  cs: {
    'whereabouts.title': 'Kde lidé žijí',
    'whereabouts.lead':
      'Spočítáno podle bydliště u kontaktů. Tmavší dlaždice znamená víc lidí; vyberte kraj a uvidíte jeho města.',
    'whereabouts.next': 'Kam na příští setkání',
    'whereabouts.next_here':
      '{people, plural, one {# člověk, kterému můžete napsat nebo zavolat, nebyl} few {# lidé, kterým můžete napsat nebo zavolat, nebyli} many {# člověka, kterému můžete napsat nebo zavolat, nebylo} other {# lidí, kterým můžete napsat nebo zavolat, nebylo}} poslední rok na žádné akci.',
    'whereabouts.last_there': 'Naposledy jsme tam byli {day}.',
    'whereabouts.never_there': 'Setkání jsme tam ještě neměli.',
    'whereabouts.plan': 'Naplánovat setkání: {town}',
    'whereabouts.show_people': 'Ukázat lidi',
    'whereabouts.map': 'Mapa krajů',
    'whereabouts.tile':
      '{region}: {people, plural, one {# člověk} few {# lidé} many {# člověka} other {# lidí}}, z toho {unmet} už rok na žádné akci',
    'whereabouts.table': 'Lidé podle bydliště',
    'whereabouts.place': 'Kraj nebo země',
    'whereabouts.people': 'Lidí',
    'whereabouts.reachable': 'Lze oslovit',
    'whereabouts.soon': 'Do roka chtějí přijet',
    'whereabouts.unmet': 'Rok nebyli na akci',
    'whereabouts.events': 'Našich akcí',
    'whereabouts.latest': 'Naposledy',
    'whereabouts.unknown': 'Bydliště neznáme',
    'whereabouts.unknown_note':
      'U {people, plural, one {# člověka} few {# lidí} many {# člověka} other {# lidí}} bydliště neznáme. Do mapy je nepočítáme.',
    'whereabouts.towns': 'Města: {place}',
    'whereabouts.town': 'Město',
    'whereabouts.town_unknown': 'bez města',
    'whereabouts.nobody': 'Zatím není koho počítat',
    'whereabouts.nobody_text': 'Jakmile bude u kontaktů na této cestě bydliště, uvidíte tu, kde jich žije nejvíc.',
    'whereabouts.track': 'Cesta',
  },
  en: {
    'whereabouts.title': 'Where people live',
    'whereabouts.lead':
      'Counted from the residence of contacts. A darker tile means more people; choose a region to see its towns.',
    'whereabouts.next': 'Where to meet next',
    'whereabouts.next_here':
      '{people, plural, one {# person you can write to or call has} other {# people you can write to or call have}} been to no event for a year.',
    'whereabouts.last_there': 'We were there last on {day}.',
    'whereabouts.never_there': 'We have had no meetup there yet.',
    'whereabouts.plan': 'Plan a meetup: {town}',
    'whereabouts.show_people': 'Show the people',
    'whereabouts.map': 'Map of the regions',
    'whereabouts.tile':
      '{region}: {people, plural, one {# person} other {# people}}, {unmet} of them at no event for a year',
    'whereabouts.table': 'People by residence',
    'whereabouts.place': 'Region or country',
    'whereabouts.people': 'People',
    'whereabouts.reachable': 'Reachable',
    'whereabouts.soon': 'Want to come within a year',
    'whereabouts.unmet': 'At no event for a year',
    'whereabouts.events': 'Our events',
    'whereabouts.latest': 'Latest',
    'whereabouts.unknown': 'Residence unknown',
    'whereabouts.unknown_note':
      'Of {people, plural, one {# person} other {# people}} we do not know the residence. They are not on the map.',
    'whereabouts.towns': 'Towns: {place}',
    'whereabouts.town': 'Town',
    'whereabouts.town_unknown': 'no town',
    'whereabouts.nobody': 'Nobody to count yet',
    'whereabouts.nobody_text':
      'As soon as contacts on this track have a residence, you will see here where most of them live.',
    'whereabouts.track': 'Track',
  },
})
