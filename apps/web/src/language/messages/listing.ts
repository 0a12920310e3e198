import { area } from './area.ts';

export const listing = area({
  en: {
    things: (count: number) => (count === 1 ? '1 thing' : `${count} things`),
    range: (from: number, to: number, total: number) => `${from} to ${to} of ${total} things`,
    partsOf: (name: string) => `Parts of ${name}`,
    emptyTitle: (name: string) => `Nothing in ${name.toLowerCase()} yet`,
    empty: 'This shelf is waiting for its first things.',
    otherDoor: 'Try another door',
    description: (total: number, name: string) =>
      `${total} things in ${name.toLowerCase()}, each with its price, stock and reviews.`,
    tab: (name: string, page: number) => `${name}${page > 1 ? `, page ${page}` : ''} · Vitrine`,
    pages: 'Pages',
    page: 'Page',
    pageBefore: 'Before',
    pageNext: 'Next',
  },
  de: {
    things: (count: number) => `${count} Stück`,
    range: (from: number, to: number, total: number) => `${from} bis ${to} von ${total} Stück`,
    partsOf: (name: string) => `Teile von ${name}`,
    emptyTitle: (name: string) => `In ${name} ist noch nichts`,
    empty: 'Dieses Regal wartet auf seine ersten Stücke.',
    otherDoor: 'Eine andere Tür probieren',
    description: (total: number, name: string) =>
      `${total} Stück in ${name}, jedes mit Preis, Bestand und Bewertungen.`,
    tab: (name: string, page: number) => `${name}${page > 1 ? `, Seite ${page}` : ''} · Vitrine`,
    pages: 'Seiten',
    page: 'Seite',
    pageBefore: 'Zurück',
    pageNext: 'Weiter',
  },
});
