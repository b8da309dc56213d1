import { remembered } from './remembered.ts'

export type IconName = keyof typeof strokes

/** Drawn beside words, so hidden from readers; a button with an icon alone uses IconButton, which asks for a name. */
export const Icon = remembered(
  ({ name, class: extra }: { name: IconName; class?: string }) => (
    <svg class={extra ? `icon ${extra}` : 'icon'} viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d={strokes[name]} />
    </svg>
  ),
  ({ name, class: extra }) => [name, extra],
)

const strokes = {
  home: 'M3 9.2 10 3l7 6.2V17h-4.8v-4.6H7.8V17H3z',
  people:
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2 16.5c0-3 2.4-4.7 5.5-4.7s5.5 1.7 5.5 4.7M13 3.7a3 3 0 0 1 0 5.6M15 12.3c1.8.7 3 2.1 3 4.2',
  path: 'M4.5 17a2 2 0 1 0 0-4 2 2 0 0 0 0 4M15.5 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4M6.5 15H13a2.5 2.5 0 0 0 0-5H7a2.5 2.5 0 0 1 0-5h6.5',
  calendar: 'M3.5 4.5h13v12.5h-13zM3.5 8.5h13M7 2.5v4M13 2.5v4',
  mail: 'M2.5 4.5h15v11.5h-15zM2.5 5.5 10 11l7.5-5.5',
  search: 'M8.8 14.6a5.8 5.8 0 1 0 0-11.6 5.8 5.8 0 0 0 0 11.6M13 13l4.5 4.5',
  check: 'm4 10.5 4 4 8-9',
  clock: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15M10 5.5V10l3 2',
  alert: 'M10 3 1.8 17h16.4zM10 8v4.5M10 14.6v.2',
  info: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15M10 9.2v4.8M10 6v.2',
  cross: 'm5 5 10 10M15 5 5 15',
  plus: 'M10 4v12M4 10h12',
  dot: 'M10 15.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11',
  'arrow-right': 'M3.5 10h13M11.5 5l5 5-5 5',
  'arrow-left': 'M16.5 10h-13M8.5 5l-5 5 5 5',
  'chevron-down': 'm5 7.5 5 5 5-5',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  user: 'M10 10a3.3 3.3 0 1 0 0-6.6A3.3 3.3 0 0 0 10 10M3.5 17c.3-3.3 3-4.8 6.5-4.8s6.2 1.5 6.5 4.8',
  phone:
    'M4 3h3.2l1.5 4-2 1.5a10.5 10.5 0 0 0 4.8 4.8l1.5-2 4 1.5V16c0 .8-.7 1.3-1.5 1.2C9 16.7 3.3 11 2.8 4.5 2.7 3.7 3.2 3 4 3z',
  pin: 'M10 17.8c3.7-3.9 5.6-6.9 5.6-9.4A5.6 5.6 0 0 0 10 2.7a5.6 5.6 0 0 0-5.6 5.7c0 2.5 1.9 5.5 5.6 9.4M10 10.3a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  note: 'M4 3h12v9.5L11.5 17H4zM16 12.5h-4.5V17M7 7h6M7 10h3.5',
  edit: 'M3.5 16.5v-3L13 4l3 3-9.5 9.5zM11 6l3 3',
  trash: 'M3.5 5.5h13M7.5 5.5v-2h5v2M5.5 5.5 6.3 17h7.4l.8-11.5M8.5 8.5v5.5M11.5 8.5v5.5',
  copy: 'M7 7h9.5v9.5H7zM4.5 12.5h-1v-9h9v1',
  print: 'M5.5 7.5V3h9v4.5M5.5 14H3V7.5h14V14h-2.5M5.5 11.5h9V17h-9z',
  globe:
    'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15M2.5 10h15M10 2.5c2.5 2.2 3.5 4.7 3.5 7.5s-1 5.3-3.5 7.5C7.5 15.3 6.5 12.8 6.5 10s1-5.3 3.5-7.5',
  filter: 'M2.5 4.5h15M5.5 10h9M8.5 15.5h3',
  download: 'M10 3v9.5M5.5 8.5 10 13l4.5-4.5M3.5 16.8h13',
  settings: 'M2.5 6h8M14.5 6h3M12.5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4M2.5 14h3M9.5 14h8M7.5 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  chart: 'M3 3v14h14M7 14v-4M11 14V6M15 14v-6',
  external: 'M11.5 3.5h5v5M16.5 3.5l-7.5 7.5M14 11.5v5H3.5V6H9',
} as const
