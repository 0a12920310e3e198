import { kindText } from './kind-texts.ts';

/** Clothes, shoes and bags. */
export const wearTexts = {
  coat: kindText(
    'Wollmantel m, Mantel m, Kurzmantel m',
    `Gerade geschnitten fällt er {length} von der Schulter.
    Die Knöpfe sitzen auf einem Stiel und liegen geschlossen gut.
    Halb gefüttert, so gleitet er über jeden Pullover.
    Die Innentaschen nehmen ein Taschenbuch.`,
  ),
  jacket: kindText(
    'Arbeitsjacke f, Feldjacke f, Bomberjacke f',
    `Die aufgesetzten Taschen sind groß genug, um nützlich zu sein.
    Die Schultern sind bequem, die Taille ist gerade.
    Die Ärmel lassen sich umschlagen und zeigen ihr Inneres.
    Kappnähte, innen wie außen bleibt nichts offen.`,
  ),
  parka: kindText(
    'Parka m, Regenmantel m, Anorak m',
    `Die Kapuze dreht sich mit dem Kopf.
    Getapte Nähte und eine Wassersäule von {column}.
    Eine Leiste deckt den Reißverschluss ab und schließt mit Druckknöpfen.
    Seitliche Schlitze lassen Luft herein, wenn der Anstieg warm wird.`,
  ),
  umbrella: kindText(
    'Regenschirm m, Stockschirm m, Taschenschirm m',
    `Streben aus Glasfaser biegen sich in der Böe und kommen zurück.
    Der gebogene Griff hängt über Arm und Stuhl.
    Offen spannt er {diameter} und deckt die Einkaufstasche mit ab.
    Auf Knopfdruck offen, von Hand geschlossen.`,
  ),
  sweater: kindText(
    'Rundhalspullover m, Fischerpullover m, Rollkragenpullover m',
    `Dicht gestrickt hat er Stand, ohne schwer zu sein.
    Die Schultern sind auf der Maschine geformt, nicht geschnitten.
    Bündchen und Saum sind tief gerippt und federn zurück.
    Der Kragen ist Masche für Masche gekettelt und liegt flach.`,
  ),
  shirt: kindText(
    'Oxfordhemd n, Leinenhemd n, Überhemd n',
    `Der Kragen kommt ohne Versteifung aus und rollt, wie er soll.
    Sieben Stiche auf den Zentimeter.
    Die Knöpfe sind aus Perlmutt, zwei liegen in der Naht bereit.
    Der Saum ist gerundet und kurz genug, um außen getragen zu werden.`,
  ),
  scarf: kindText(
    'Schal m, Fransenschal m, Rippenschal m',
    `{length} lang, zweimal herum und noch ein Ende übrig.
    Nach dem Weben leicht gewalkt, daher dicht und weich.
    Im Büro wird er zum Tuch, im Zug zum Kissen.
    Er liegt flach unter jedem Kragen.`,
  ),
  hat: kindText(
    'Mütze f, Bommelmütze f, Rippmütze f',
    `Der Umschlag deckt die Ohren und lässt sich im Wind herunterziehen.
    In einem Stück gestrickt, keine Naht drückt auf die Stirn.
    Sie passt auf Köpfe von 54 bis 60 Zentimeter.
    Die Rippen laufen bis oben, so bleibt sie elastisch.`,
  ),
  gloves: kindText(
    'Handschuhe p, Fäustlinge p, gefütterte Handschuhe p',
    `Das Futter ist weich an kalten Fingern.
    Die Stulpe schließt die Lücke unter dem Ärmel.
    Daumen und Zeigefinger verstehen sich mit dem Bildschirm.
    Der Daumen sitzt in einem eigenen Keil, nichts spannt.`,
  ),
  sneaker: kindText(
    'Sneaker p, flache Sneaker p, Tennisschuhe p',
    `Die Gummisohle ist rundum mit dem Schaft vernäht.
    Das Futter hält die Füße an warmen Tagen trocken.
    Die Einlegesohle lässt sich lüften oder tauschen.
    Niedrig am Knöchel und gepolstert an der Ferse, nichts muss eingelaufen werden.`,
  ),
  boot: kindText(
    'Chelsea-Boots p, Stiefeletten p, Schnürstiefel p',
    `Rahmengenäht, also immer wieder neu zu besohlen.
    Der Schaft reicht {shaft} hoch und lässt Platz für eine dicke Socke.
    Das Futter bemerkt man am ersten kalten Morgen.
    Der Absatz ist aus Lederschichten aufgebaut.`,
  ),
  loafer: kindText(
    'Loafer p, Penny Loafer p, Mokassins p',
    `Das Blatt ist von Hand über dem Leisten genäht, Stich für Stich.
    Die Sohle hält sie leicht und biegsam.
    Man schlüpft ohne Schuhlöffel hinein, und sie bleiben ohne Socken am Fuß.
    Der Absatz misst {heel}, mehr braucht es nicht.`,
  ),
  sandal: kindText(
    'Sandalen p, Riemensandalen p, Pantoletten p',
    `Das Fußbett nimmt nach wenigen Wegen den Abdruck an.
    Zwei Riemen mit Schnallen lassen sich einstellen.
    Die Kanten sind umgeschlagen und glatt gerieben.
    Die Sohle ist {sole} dick und weich genug für einen Tag in der Stadt.`,
  ),
  backpack: kindText(
    'Rucksack m, Rolltop-Rucksack m, Tagesrucksack m',
    `Das Hauptfach fasst {capacity}, ein gepolstertes Fach für den Rechner eingeschlossen.
    Eine flache Tasche am Rücken hält Pass und Telefon am Körper.
    Die Träger sind gebogen, gepolstert und über Kreuz vernäht.
    Der Boden ist doppelt, denn Taschen stehen in Pfützen.`,
  ),
  tote: kindText(
    'Schultertasche f, Shopper m, Stofftasche f',
    `Die Henkel sind lang genug für einen Wintermantel darunter.
    {capacity}: Ordner, Turnschuhe, eine Melone und die Zeitung.
    Der flache Boden steht auch im Zug.
    Innen ist viel Platz und wenig Kleinteiliges.`,
  ),
  wallet: kindText(
    'Geldbörse f, Kartenetui n, Münzbörse f',
    `Karten und ein paar Scheine passen hinein, ohne dass es dick wird.
    Die Fächer sind leicht schräg geschnitten, die Karten kommen einzeln.
    Die Nähte sind mit Leinenzwirn im Sattlerstich gemacht.
    In jeder Hosentasche verschwunden.`,
  ),
  duffel: kindText(
    'Weekender m, Sporttasche f, Reisetasche f',
    `{capacity} reichen für drei Tage, oder für fünf, wenn man streng packt.
    Füße halten den Boden von nassen Bahnsteigen fern.
    Der Reißverschluss läuft von Ende zu Ende, die Öffnung bleibt von selbst offen.
    Ein Schuhfach an der Seite trennt Sohlen von Hemden.`,
  ),
} as const;
