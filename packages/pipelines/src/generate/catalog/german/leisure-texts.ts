import { kindText } from './kind-texts.ts';

/** Garden, sport, toys, paper, tech and bath. */
export const leisureTexts = {
  'plant-pot': kindText(
    'Blumentopf m, Pflanzkübel m, Blumenampel f',
    `Der Untersetzer fängt auf, was die Wurzeln lassen.
    Ein Loch für das Wasser und ein Netz, das die Erde hält.
    {diameter} weit, richtig für eine Feige, einen Farn oder eine gute Handvoll Kräuter.
    Die Wand ist dick genug, um heiße Tage auszugleichen.`,
  ),
  'watering-can': kindText(
    'Gießkanne f, Zimmergießkanne f, Pflanzensprüher m',
    `{capacity}, und auch voll liegt alles im Gleichgewicht.
    Die lange Tülle reicht bis ans Ende des Regals.
    Die Öffnung ist halb gedeckt, auf der Treppe schwappt nichts über.
    Ein Griff zum Tragen und zum Gießen.`,
  ),
  trowel: kindText(
    'Pflanzkelle f, Handgabel f, Blumenkelle f',
    `Der Kopf ist aus einem Stück geschmiedet und knickt nicht.
    Der gedrechselte Griff füllt die Hand.
    Marken auf dem Blatt zeigen die Tiefe für Zwiebeln.
    Die Kante ist geschliffen: Wurzeln werden geschnitten, nicht gerissen.`,
  ),
  birdhouse: kindText(
    'Nistkasten m, Vogelhaus n, Futterhaus n',
    `Das Einflugloch misst {entrance}, recht für Meisen und zu eng für Spatzen.
    Das Dach steht vorn über und hält den Regen ab.
    Die Front klappt auf, für den Putz im Herbst.
    Kleine Fugen im Boden lassen die Feuchte heraus.`,
  ),
  racket: kindText(
    'Tennisschläger m, Padelschläger m, Badmintonset n',
    `Eine Kopfgröße von {head} verzeiht späte Schläge.
    Der Griff bleibt trocken und ist in Minuten gewechselt.
    Der Schwerpunkt liegt nahe der Hand, am Netz wird alles schnell.
    Mittel bespannt und bereit zum Spielen.`,
  ),
  ball: kindText(
    'Fußball m, Basketball m, Trainingsball m',
    `Er fliegt gerade und springt ehrlich.
    Die Blase aus Butyl hält den Druck über Wochen.
    Die feine Narbung halten auch nasse Hände.
    Er misst {diameter} und wiegt, was die Regeln verlangen.`,
  ),
  'yoga-mat': kindText(
    'Yogamatte f, Trainingsmatte f, Reisematte f',
    `Die Oberfläche hält auch feuchte Hände im herabschauenden Hund.
    Die Knie freuen sich über {height} Polster.
    Ausgerollt liegt sie sofort flach und bleibt so.
    {length} lang, damit auch Große ganz darauf passen.`,
  ),
  bottle: kindText(
    'Trinkflasche f, Isolierflasche f, Thermosflasche f',
    `{capacity}, und sie passt in den Halter am Fahrrad.
    Der Deckel ist dicht, wir haben sie kopfüber getragen.
    Durch die Öffnung gehen Eiswürfel und Bürste.
    Ein Griff am Deckel findet jeden Karabiner.`,
  ),
  tent: kindText(
    'Zweipersonenzelt n, Kuppelzelt n, Trekkingzelt n',
    `Zwei schlafen auf {length} mal {width}, die Stiefel stehen im Vorraum.
    Die Stangen sind farbig markiert, eine Person baut es allein auf.
    Boden und Außenzelt halten eine Wassersäule von {column}.
    Zwei Eingänge, niemand klettert über den anderen.`,
  ),
  helmet: kindText(
    'Fahrradhelm m, Stadthelm m, Pendlerhelm m',
    `Die Luft läuft durch Kanäle nach hinten.
    Die Schnalle schließt mit einer Hand, auch mit Handschuhen.
    Ein Rad am Hinterkopf stellt in kleinen Schritten ein.
    Die Schale reicht tief über die Schläfen.`,
  ),
  teddy: kindText(
    'Teddybär m, Kuschelbär m, kleiner Bär m',
    `Arme und Beine drehen sich, und er sitzt ohne Hilfe.
    Alles ist gestickt, nichts Kleines kann abgehen.
    Sitzend ist er {height} groß, gut unter einem Arm zu tragen.
    Er übersteht die Waschmaschine mit Würde.`,
  ),
  'wooden-train': kindText(
    'Holzeisenbahn f, Nachziehzug m, Spielzeuglok f',
    `Alle Ecken sind rund, gemacht für kleine Hände.
    Die Farbe ist auf Wasserbasis und unbedenklich für Zähne.
    Die Räder laufen auf Holzachsen und sind fast nicht zu hören.
    Angehängt ist schnell, abgehängt auch.`,
  ),
  blocks: kindText(
    'Bauklötze p, Stapelklötze p, Stapelbogen m',
    `{pieces} gehören zum Satz.
    Jede Kante ist gebrochen, jede Fläche gehobelt.
    Alle Maße sind Vielfache voneinander, Türme gehen auf.
    Die Hälfte ist bemalt, die Hälfte bleibt, wie sie gewachsen ist.`,
  ),
  puzzle: kindText(
    'Puzzle n, Holzpuzzle n, Bodenpuzzle n',
    `{pieces} finden zueinander.
    Mit dem Laser geschnitten, und jedes Teil rastet wie eine gute Schublade.
    Das Bild wurde für dieses Puzzle gezeichnet und ist sonst nirgends zu sehen.
    Fertig misst es {width} mal {height}.`,
  ),
  kite: kindText(
    'Drachen m, Rautendrachen m, Lenkdrachen m',
    `Er steigt schon im leichten Wind.
    Die Schnur ist {line} lang und auf Holz gewickelt.
    Die Stäbe aus Glasfaser stecken in einer Minute.
    Die Ecken sind verstärkt, denn dort landen Drachen.`,
  ),
  notebook: kindText(
    'Notizbuch n, Tagebuch n, Skizzenbuch n',
    `{pages}, in Lagen geheftet, so liegt es flach.
    Tinte verläuft nicht und schlägt nicht durch.
    Ein Band hält die Stelle, ein Gummi hält es zu.
    Die letzten Seiten sind perforiert, für Einkaufszettel.`,
  ),
  pen: kindText(
    'Füllfederhalter m, Kugelschreiber m, Tintenroller m',
    `Der Schaft ist aus einem Stab gedreht und wiegt {weight}.
    Der Clip hält an Papier und Tasche.
    Die Patrone oder Mine ist überall zu haben.
    Er liegt so in der Hand, dass man länger schreibt als geplant.`,
  ),
  'pencil-cup': kindText(
    'Stiftebecher m, Schreibtischköcher m, Pinseltopf m',
    `{height} hoch: genug für Lineale, nicht zu viel für die Schere.
    Er fällt nicht um, wenn man danach tastet.
    Kochlöffel, Pinsel und einmal auch Tulpen passen hinein.
    Der Boden dämpft, Stifte kommen ohne Klappern an.`,
  ),
  headphones: kindText(
    'Bügelkopfhörer p, Funkkopfhörer p, Studiokopfhörer p',
    `Eine Ladung reicht {battery}, zehn Minuten am Stecker geben drei weitere.
    Die Polster schließen weich und lassen sich tauschen.
    Stimmen stehen mitten im Raum und nicht im Kopf.
    Die Tasten sind echte und lassen sich ertasten.`,
  ),
  speaker: kindText(
    'Funklautsprecher m, Regallautsprecher m, tragbarer Lautsprecher m',
    `Hinter der Front teilen sich Tief- und Hochtöner {power}.
    Er füllt ein Wohnzimmer, ohne laut werden zu müssen.
    Der Regler hat ein Gewicht, das man gern dreht.
    Zwei davon finden einander und werden Stereo.`,
  ),
  keyboard: kindText(
    'mechanische Tastatur f, Funktastatur f, kompakte Tastatur f',
    `Die Schalter lassen sich ohne Lötkolben wechseln.
    Die Zeichen gehen durch die ganze Kappe und nutzen sich nicht ab.
    Das Gehäuse ist schwer genug, um zu bleiben.
    Drei Rechner merkt sie sich, eine Taste wechselt.`,
  ),
  camera: kindText(
    'Kompaktkamera f, Sofortbildkamera f, Messsucherkamera f',
    `Blende, Zeit und Belichtung haben eigene Räder.
    Der Sucher ist hell und zeigt etwas mehr als das Bild.
    Das Objektiv sieht ungefähr so wie du.
    Der Auslöser gibt einen leisen, ehrlichen Laut.`,
  ),
  radio: kindText(
    'Küchenradio n, Digitalradio n, tragbares Radio n',
    `Digital und UKW kommen durch die Antenne am Rücken.
    Für Stimmen gemacht: Nachrichten, Hörspiele, Fußball.
    Der Griff klappt weg, der Akku hält {battery}.
    Der Sender steht in klaren Buchstaben.`,
  ),
  soap: kindText(
    'Handseife f, Stückseife f, Rasierseife f',
    `Der Duft kommt aus Ölen und nicht aus dem Labor.
    Sie schäumt auch in hartem Wasser.
    Die Haut fühlt sich danach sauber an und spannt nicht.
    {weight}, am Waschbecken reicht das etwa zwei Monate.`,
  ),
  perfume: kindText(
    'Eau de Parfum n, Eau de Cologne n, Raumduft m',
    `Es beginnt hell und wird dann ruhig.
    {volume} im Flakon, auf fünfzig kommen rund achthundert Sprühstöße.
    Es bleibt nah an der Haut und hält vom Frühstück bis zum Abend.
    Der Verschluss ist aus Holz gedreht und schließt hörbar.`,
  ),
  brush: kindText(
    'Haarbürste f, Badebürste f, Nagelbürste f',
    `Die Borsten sind von Hand gesetzt, Bündel um Bündel.
    Der Rücken folgt der Höhlung der Hand.
    Erst massiert sie, dann bürstet sie.
    Durch das Loch im Griff passt eine Schnur, und das Wasser läuft ab.`,
  ),
  dispenser: kindText(
    'Seifenspender m, Lotionsspender m, Zahnputzbecher m',
    `{capacity}, genau eine Nachfüllpackung.
    Die Öffnung ist weit genug zum Füllen ohne Trichter.
    Schwer genug, um mit einer Hand bedient zu werden.
    Auch mit nassen Fingern sicher zu greifen.`,
  ),
} as const;
