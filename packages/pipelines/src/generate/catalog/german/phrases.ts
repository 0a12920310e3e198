import { lines } from '../lines.ts';

/**
 * First sentences. `{noun}` is the noun, `{aNoun}` with its article, `{aNounAcc}` in the accusative, `{finish}` is "aus Eiche in Salbei", `{adjective}` is
 * uninflected and so only follows a verb or a colon.
 */
export const openers = lines(`
  {Model}: {adjective}, {finish}, gemacht für Räume, in denen gelebt wird.
  Das ist {model} von {brand}, {aNoun} {finish}.
  Wir wollten {aNounAcc} für jeden Tag, und {brand} brachte uns {model}.
  {AdjectiveUp} und ein wenig stolz darauf: {model}, {finish}.
  {Brand} nennt das Modell {model}; wir nennen es {adjective} und greifen zuerst danach.
  Für {model} hat {brand} noch einmal beim Umriss angefangen.
  Manches verdient seinen Platz, weil man danach greift: {model} gehört dazu.
  Neue Saison, neue Farbe: {model} {finish}.
  {Tries} Muster hat {brand} gebraucht, bis die Form von {model} stand.
  Wer in diesem Jahr nur {aNounAcc} kauft, sollte {adjective} wählen und für lange.
  {Model}, ein Name aus der Werkstatt von {brand}, steht für gute Manieren.
  Einen Monat stand {model} bei uns auf dem Tisch, und niemand wollte das Stück zurückschicken.
  Mit {model} zeigt {brand}, was möglich ist, wenn man das Material in Ruhe lässt.
`);

/** Last sentences. */
export const closers = lines(`
  Verpackt in Papier und bereit, verschenkt zu werden.
  Ein fairer Preis für etwas, das man nicht noch einmal kaufen muss.
  Geht einmal ein Teil kaputt, schreib uns, und wir schicken das Teil.
  Eines für zu Hause und eines für den nächsten Geburtstag.
  Die Serie bleibt im Programm, du musst dich nicht beeilen.
  Gefällt die Farbe in deinem Licht nicht, schick alles zurück; das Porto zahlen wir.
  Wir hatten das Stück zuerst bei uns zu Hause, und es ist geblieben.
  Ohne Plastik verpackt.
  Kleine Unterschiede von Stück zu Stück gehören dazu.
  Etwas, mit dem man lebt, statt es nur auszupacken.
  Zu sehen in diesem Monat in unserem Fenster.
`);

/** How the six styles speak: words that follow a verb, and sentences. */
export const styleTexts: Readonly<
  Record<string, { readonly adjectives: readonly string[]; readonly sentences: readonly string[] }>
> = {
  nordic: {
    adjectives: ['still', 'hell', 'gelassen', 'leicht'],
    sentences: lines(`
        Nichts daran ist laut, darum bleibt es.
        Am schönsten im flachen Licht eines Wintermorgens.
        Zwei Linien, eine Kurve, dann hörte man auf zu zeichnen.`),
  },
  modern: {
    adjectives: ['klar', 'genau', 'aufgeräumt', 'gut gezeichnet'],
    sentences: lines(`
        Jede Linie hat einen Grund, und die meisten lassen sich erraten.
        Das gehört in kein bestimmtes Jahr.
        Neben Altem wirkt es neu und neben Neuem richtig.`),
  },
  rustic: {
    adjectives: ['ehrlich', 'herzhaft', 'robust', 'wettergegerbt'],
    sentences: lines(`
        Es sieht aus, als wäre es immer da gewesen.
        Kleine Unregelmäßigkeiten sind die Unterschrift der Hand.
        Jeden Tag benutzt zu werden, gehört zum Plan.`),
  },
  classic: {
    adjectives: ['zeitlos', 'gefasst', 'höflich', 'sicher'],
    sentences: lines(`
        Die Großmutter wüsste, wozu es da ist, und die Enkelin wird es haben wollen.
        Die Form ist hundert Jahre alt und wurde zweimal verbessert.
        Daran misst man die anderen.`),
  },
  playful: {
    adjectives: ['fröhlich', 'sonnig', 'munter', 'heiter'],
    sentences: lines(`
        Irgendwo steckt ein Witz darin, und zwar ein guter.
        Ein grauer Dienstag wird damit merklich besser.
        Mit der Arbeit ist es ernst, mit sonst nichts.`),
  },
  industrial: {
    adjectives: ['schnörkellos', 'kräftig', 'sachlich', 'geradeheraus'],
    sentences: lines(`
        Schrauben sieht man, weil sie gedreht werden sollen.
        Nach einer Zeichnung gebaut, nicht nach einer Laune.
        Was daran stark aussieht, ist stark.`),
  },
};

/** Numbers of samples, in words. */
export const tries = ['drei', 'fünf', 'sieben', 'neun', 'elf', 'vierzehn'];
