import type { Talk } from './talks-return.ts'

/** What counsellors in Ústí write down after social and legal counselling: what was asked, what was done, what is left. */
export const counsellingTalks: readonly Talk[] = [
  [
    'counselling',
    'Sociální poradenství: vyplnili jsme žádost o příspěvek na bydlení, chybí potvrzení od pronajímatele.',
  ],
  [
    'counselling',
    'Právní poradenství: smlouva o práci bez výpovědní doby. Vysvětleno, co zákon dovoluje, sepsán dopis.',
  ],
  ['counselling', 'Prodloužení pobytu: prošli jsme seznam dokladů, termín na oddělení pobytu domluven.'],
  ['counselling', 'Dluh na zdravotním pojištění. Zjištěna výše, domluven splátkový kalendář, kopie ve spisu.'],
  ['counselling', 'Zápis dítěte do školy: vybrali jsme dvě školy v okolí, k zápisu půjdeme spolu.'],
  ['counselling', 'Uznání vzdělání: vysvětlen postup krajského úřadu, předán seznam soudních tlumočníků.'],
  ['counselling', 'Výpověď z bytu doručena pozdě. Ověřeny lhůty, domluvena schůzka s bytovým poradcem.'],
  ['counselling', 'Přechod na jiný účel pobytu: možnosti sepsány, rozhodne se po schůzce se zaměstnavatelem.'],
]
