import { area } from './area.ts';

export const errors = area({
  en: {
    missingTitle: 'This shelf is empty',
    missing: 'There is no page at this address. The thing may have been sold for good, or the link has a slip in it.',
    missingTab: 'Not here · Vitrine',
    failedTitle: 'The lamp went out',
    failed:
      'Something failed on our side while we made this page. Nothing of yours is lost. Try again in a moment, or go back to the window.',
    awayTitle: 'We are back in a moment',
    away: 'The shop cannot reach its shelves right now. Nothing of yours is lost: your basket and your orders are safe. Try again in a few seconds.',
    failedTab: 'Something went wrong · Vitrine',
    refusedTitle: 'That did not go through',
    again: 'Try again',
    home: 'Back to the window',
    searchFor: 'Search for it',
    lookAround: 'Or look around',
  },
  de: {
    missingTitle: 'Dieses Regal ist leer',
    missing:
      'Unter dieser Adresse gibt es keine Seite. Vielleicht ist das Stück für immer verkauft, oder im Link steckt ein Fehler.',
    missingTab: 'Nicht hier · Vitrine',
    failedTitle: 'Die Lampe ist ausgegangen',
    failed:
      'Beim Erstellen dieser Seite ist bei uns etwas schiefgegangen. Von dir ist nichts verloren. Versuch es gleich noch einmal oder geh zurück zum Schaufenster.',
    awayTitle: 'Gleich sind wir wieder da',
    away: 'Der Laden kommt gerade nicht an seine Regale. Von dir ist nichts verloren: Dein Warenkorb und deine Bestellungen sind sicher. Versuch es in ein paar Sekunden noch einmal.',
    failedTab: 'Etwas ist schiefgegangen · Vitrine',
    refusedTitle: 'Das hat nicht geklappt',
    again: 'Noch einmal versuchen',
    home: 'Zurück zum Schaufenster',
    searchFor: 'Danach suchen',
    lookAround: 'Oder sieh dich um',
  },
});
