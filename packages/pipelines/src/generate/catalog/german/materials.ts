import { lines } from '../lines.ts';

/** A material in German: as a word of its own, after "aus", and what is true of it. */
export interface MaterialText {
  readonly name: string;
  /** In the dative, as in "aus emailliertem Stahl". */
  readonly from: string;
  readonly facts: readonly string[];
  readonly care: readonly string[];
}

function material(names: string, facts: string, care: string): MaterialText {
  const [name = '', from = name] = names.split(' | ');
  return { name, from, facts: lines(facts), care: lines(care) };
}

/** The materials by their English name. */
export const materialTexts: Readonly<Record<string, MaterialText>> = {
  'stainless steel': material(
    'Edelstahl',
    `Der Stahl ist 18/10 und von Hand gebürstet, Fingerabdrücke finden wenig Halt.
    Edelstahl nimmt Salz und Zitrone gelassen.`,
    `Ein Tropfen Spülmittel und ein weiches Tuch bringen den Glanz zurück.
    Gleich abgetrocknet bleibt der Stahl ohne Flecken.`,
  ),
  'enamelled steel': material(
    'Emaillierter Stahl | emailliertem Stahl',
    `Zwei Schichten Email werden bei über 800 Grad auf den Stahl gebrannt.
    Email ist Glas auf Metall: Es nimmt keinen Geruch an und gibt keinen ab.`,
    `Für Email genügt ein weicher Schwamm, Scheuermittel bleiben weg.
    Erst abkühlen lassen, dann spülen: Schrecken mag Email nicht.`,
  ),
  copper: material(
    'Kupfer',
    `Kupfer antwortet schneller auf Hitze als jedes andere Metall bei uns.
    Unlackiert bekommt das Kupfer von der ersten Woche an seine eigene Patina.`,
    `Eine halbe Zitrone und eine Prise Salz polieren Kupfer so gut wie jedes Mittel.
    Von Hand spülen und gleich trocknen.`,
  ),
  'cast iron': material(
    'Gusseisen',
    `In Sand gegossen, kein Stück verlässt die Gießerei mit derselben Haut.
    Gusseisen wird langsam warm und noch langsamer kalt.`,
    `Mit heißem Wasser ohne Seife spülen, trocknen und hauchdünn ölen.
    Rost ist nie das Ende von Gusseisen: schrubben, ölen, erhitzen, weiter.`,
  ),
  brass: material(
    'Messing',
    `Massives Messing, nicht plattiert: Ein Kratzer zeigt nur mehr davon.
    Messing wird mit den Jahren dunkler und wärmer.`,
    `Wer Glanz mag, poliert; wer Patina mag, lässt es.
    Ein trockenes Tuch genügt dem Messing.`,
  ),
  aluminium: material(
    'Aluminium',
    `Aluminium hält das Gewicht klein und rostet nie.
    Zu drei Vierteln aus zurückgewonnenem Metall.`,
    `Mit einem feuchten Tuch abwischen, mehr braucht es nicht.
    Stahlwolle bleibt dem Aluminium besser fern.`,
  ),
  'powder-coated steel': material(
    'Pulverbeschichteter Stahl | pulverbeschichtetem Stahl',
    `Die Farbe ist als Pulver aufgetragen und eingebrannt, sie blättert nicht.
    Unter der matten Haut steckt einfacher, ehrlicher Stahl.`,
    `Ein feuchtes Tuch, kein Scheuermittel.
    Kleine Macken lassen sich mit Lackstift schließen.`,
  ),
  stoneware: material(
    'Steinzeug',
    `Steinzeug wird so heiß gebrannt, dass es auch ohne Glasur dicht ist.
    Die Glasur läuft an den Kanten dünn aus, jedes Stück anders.`,
    `Spülmaschine und Ofen sind kein Problem.
    Harte Stöße mag Steinzeug so wenig wie wir.`,
  ),
  porcelain: material(
    'Porzellan',
    `Gegen das Licht gehalten, lässt das Porzellan die Finger ahnen.
    Dünn und doch hart: Porzellan hält mehr aus, als es zeigt.`,
    `Darf in die Spülmaschine.
    Graue Spuren vom Besteck nimmt etwas Natron weg.`,
  ),
  terracotta: material(
    'Terrakotta',
    `Terrakotta atmet und hält die Wurzeln kühl.
    Unglasiert, mit den Spuren der Scheibe.`,
    `Vor dem ersten Frost ins Trockene stellen.
    Weißer Belag ist Kalk und lässt sich abbürsten.`,
  ),
  glass: material(
    'Glas',
    `Mundgeblasen, mit einer kleinen Blase hier und da.
    Das Glas ist ohne Blei und klingt nach, wenn man es antippt.`,
    `Von Hand gespült bleibt Glas länger klar.
    Kalkränder löst ein Schuss Essig.`,
  ),
  marble: material(
    'Marmor',
    `Jede Platte Marmor hat ihre eigene Zeichnung.
    Marmor bleibt auch im Sommer kühl.`,
    `Zitrone und Wein sofort abwischen, Marmor mag keine Säure.
    Einmal im Jahr mit Steinpflege einreiben.`,
  ),
  oak: material(
    'Eiche',
    `Eiche aus nachhaltigen Wäldern, langsam getrocknet.
    Die Maserung der Eiche läuft über alle Teile weiter.`,
    `Ein wenig Öl im Frühjahr, und die Eiche bleibt lebendig.
    Nasse Gläser nicht lange stehen lassen.`,
  ),
  walnut: material(
    'Nussbaum',
    `Nussbaum wird mit den Jahren heller, nicht dunkler.
    Das Holz ist ruhig und dunkel wie starker Tee.`,
    `Zweimal im Jahr ölen und mit der Maserung reiben.
    Direkte Sonne bleicht den Nussbaum, ein Vorhang hilft.`,
  ),
  beech: material(
    'Buche',
    `Buche ist dicht, zäh und fast ohne Zeichnung.
    Gedämpfte Buche, daher der rosige Ton.`,
    `Feucht abwischen und trocken nachreiben.
    Buche mag Öl mehr als Lack.`,
  ),
  ash: material(
    'Esche',
    `Esche federt, daraus macht man auch Ruder.
    Die hellen Linien der Esche laufen der Länge nach durch.`,
    `Ein feuchtes Tuch genügt.
    Mit Wachs bleibt die Esche hell.`,
  ),
  acacia: material(
    'Akazie',
    `Akazie ist von Natur aus ölig und nimmt Wasser kaum an.
    Helles Splint- und dunkles Kernholz liegen nebeneinander.`,
    `Von Hand spülen und stehend trocknen.
    Ab und zu ölen, dann bleibt die Akazie satt.`,
  ),
  bamboo: material(
    'Bambus',
    `Bambus ist Gras, in vier Jahren erntereif und hart wie Eiche.
    In Streifen verleimt, mit den Knoten als Muster.`,
    `Nicht einweichen, nur abspülen.
    Etwas Öl hält den Bambus glatt.`,
  ),
  cotton: material(
    'Baumwolle',
    `Langstapelige Baumwolle, gekämmt und glatt, Wäsche um Wäsche.
    Im Garn gefärbt, an den Nähten bleicht nichts aus.`,
    `Bei 40 Grad in die Maschine, am liebsten auf die Leine.
    Dunkles beim ersten Mal allein waschen.`,
  ),
  linen: material(
    'Leinen',
    `Leinen aus europäischem Flachs wird mit jeder Wäsche weicher.
    Mit Stein gewaschen, darum fällt das Leinen vom ersten Tag an gut.`,
    `Bei 30 Grad waschen, ausschütteln, nicht bügeln.
    Die Falten gehören dazu.`,
  ),
  wool: material(
    'Wolle',
    `Wolle wärmt auch feucht und gibt Gerüche über Nacht ab.
    In einer kleinen Spinnerei gesponnen.`,
    `Lüften statt waschen, das meiste ist am Morgen fort.
    Im Wollprogramm bei 30 Grad, liegend trocknen.`,
  ),
  merino: material(
    'Merinowolle',
    `So feine Merinowolle trägt man auf der Haut, ohne dass etwas kratzt.
    Merino wärmt in der Kälte und kühlt in der Wärme.`,
    `Auf links bei 30 Grad mit Wollwaschmittel.
    Liegend trocknen, fern der Sonne.`,
  ),
  lambswool: material(
    'Lammwolle',
    `Lammwolle ist die erste Schur, weicher als jede spätere.
    Zweifach gezwirnt, das gibt dem Strick Körper.`,
    `Von Hand kühl waschen und im Handtuch ausdrücken.
    Falten statt hängen.`,
  ),
  velvet: material(
    'Samt',
    `Der Samt wechselt mit der Hand die Farbe.
    Dichter Flor auf Baumwolle, der nicht knistert.`,
    `Mit weicher Bürste in Strichrichtung.
    Druckstellen löst etwas Dampf.`,
  ),
  boucle: material(
    'Bouclé',
    `Bouclé hat Schlingen, in denen sich das Licht verfängt.
    Griffig und weich zugleich.`,
    `Absaugen ohne Bürste, Fäden nie ziehen, nur schneiden.
    Flecken tupfen, nicht reiben.`,
  ),
  'terry cotton': material(
    'Frottee',
    `Die Schlingen sind auf beiden Seiten lang und saugen sofort.
    Dichtes Frottee, 600 Gramm auf den Quadratmeter.`,
    `Ohne Weichspüler waschen, sonst saugt es schlechter.
    Kurz ausschlagen, dann stehen die Schlingen auf.`,
  ),
  'waxed cotton': material(
    'Gewachste Baumwolle | gewachster Baumwolle',
    `Gewachste Baumwolle lässt den Regen abperlen und die Luft durch.
    Jeder Knick hinterlässt eine helle Spur, das ist der Charme.`,
    `Kalt abwischen, nie in die Maschine.
    Alle ein, zwei Jahre nachwachsen.`,
  ),
  canvas: material(
    'Segeltuch',
    `Schweres Segeltuch, 500 Gramm auf den Quadratmeter.
    Das Tuch steht von selbst und wird erst mit der Zeit weich.`,
    `Flecken mit Gallseife ausreiben.
    Lufttrocknen, damit nichts eingeht.`,
  ),
  'recycled nylon': material(
    'Recyceltes Nylon | recyceltem Nylon',
    `Das Nylon war einmal ein Fischernetz.
    Leicht, reißfest und schnell trocken.`,
    `Mit lauwarmem Wasser abwischen.
    Nicht bügeln, nicht in den Trockner.`,
  ),
  'recycled polyester': material(
    'Recycelter Polyester | recyceltem Polyester',
    `Aus zurückgewonnenen Flaschen gesponnen.
    Der Stoff trocknet schnell und bleibt in Form.`,
    `Bei 30 Grad im Beutel waschen, das hält Fasern zurück.
    Schnell trocken auch ohne Trockner.`,
  ),
  plush: material(
    'Plüsch',
    `Der Plüsch ist kurz und dicht, er haart nicht.
    Geprüft auf alles, was ein Kind in den Mund nimmt.`,
    `Im Kissenbezug bei 30 Grad waschen.
    Danach an der Luft trocknen und aufbürsten.`,
  ),
  leather: material(
    'Leder',
    `Pflanzlich gegerbt, das Leder dunkelt mit den Jahren nach.
    Volles Leder, an der Kante zu sehen.`,
    `Ein wenig Fett vor dem Winter.
    Nasses Leder langsam trocknen, nie an der Heizung.`,
  ),
  suede: material(
    'Wildleder',
    `Wildleder zeigt, wo die Hand entlanggefahren ist.
    Weich wie am Ende eines Sommers.`,
    `Vor dem ersten Regen imprägnieren.
    Flecken mit der Gummibürste nehmen.`,
  ),
  wicker: material(
    'Weide',
    `Von Hand geflochten aus ganzen Ruten.
    Es knarzt leise, das soll so sein.`,
    `Einmal im Jahr mit Wasser besprühen, dann bleibt die Weide biegsam.
    Staub mit dem Pinsel holen.`,
  ),
  jute: material(
    'Jute',
    `Jute wächst ohne Gift und braucht nur Regen.
    Fest und ein wenig rau, ein guter Boden.`,
    `Absaugen, nicht nass reinigen.
    Flecken sofort tupfen.`,
  ),
  paper: material(
    'Papier',
    `Das Papier ist säurefrei und altert ohne zu vergilben.
    Schweres Papier mit spürbarer Faser.`,
    `Trocken lagern.
    Staub mit weichem Pinsel entfernen.`,
  ),
  'soy wax': material(
    'Sojawachs',
    `Sojawachs brennt langsamer und kühler als Paraffin.
    Der Docht ist aus Baumwolle, ohne Metall.`,
    `Den Docht vor jedem Anzünden auf fünf Millimeter kürzen.
    Beim ersten Mal brennen lassen, bis die Fläche ganz flüssig ist.`,
  ),
  'olive soap': material(
    'Olivenölseife',
    `Aus Olivenöl gesotten und neun Wochen gereift.
    Ohne Palmöl und ohne Mikroplastik.`,
    `Auf einer Schale mit Ablauf hält sie länger.
    Trocken aufbewahren.`,
  ),
  silicone: material(
    'Silikon',
    `Silikon verträgt Hitze bis 230 Grad.
    Weich, geruchlos und fast unzerreißbar.`,
    `Darf in die Spülmaschine.
    Fett löst heißes Wasser.`,
  ),
  'natural rubber': material(
    'Naturkautschuk',
    `Naturkautschuk wird von Bäumen gezapft und ist abbaubar.
    Er greift, auch wenn es feucht wird.`,
    `Mit milder Seife abwischen und im Schatten trocknen.
    Öl und pralle Sonne meiden.`,
  ),
  'recycled plastic': material(
    'Recycelter Kunststoff | recyceltem Kunststoff',
    `Der Kunststoff hatte schon ein Leben, am liebsten als Kiste.
    Durchgefärbt, ein Kratzer bleibt farbig.`,
    `Mit warmem Wasser abwischen.
    Keine Lösungsmittel.`,
  ),
};
