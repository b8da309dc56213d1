import type { ReturnStage } from '../journeys.ts'

/** People every demo can count on: their names are the ones searches and sorting stumble over. */
export const namedNatives: readonly {
  given_name: string
  family_name: string
  woman: boolean
  stage: ReturnStage
  municipality_origin: string
  residence: string
  field: string
}[] = [
  {
    given_name: 'Jana',
    family_name: 'Dvořáková',
    woman: true,
    stage: 'considering',
    municipality_origin: 'Sokolov',
    residence: 'Praha',
    field: 'marketing',
  },
  {
    given_name: 'Jan',
    family_name: 'Dvořák',
    woman: false,
    stage: 'exploring',
    municipality_origin: 'Cheb',
    residence: 'Plzeň',
    field: 'vývoj softwaru',
  },
  {
    given_name: 'Kateřina',
    family_name: 'Řeháková',
    woman: true,
    stage: 'in_touch',
    municipality_origin: 'Mariánské Lázně',
    residence: 'Praha',
    field: 'zdravotnictví',
  },
  {
    given_name: 'Ľubomír',
    family_name: 'Ďuriš',
    woman: false,
    stage: 'considering',
    municipality_origin: 'Kraslice',
    residence: 'Plzeň',
    field: 'strojírenství',
  },
]

export const namedNewcomer = {
  given_name: 'Олена',
  family_name: 'Шевченко',
  birth_name: '',
  lang: 'uk',
  municipality_origin: 'Charkiv',
  residence: 'Ostrava-Poruba',
  field: 'nursing',
  tags: ['family', 'Czech course'],
  woman: true,
  latin: ['Olena', 'Shevchenko'],
} as const
