import { kindText } from './kind-texts.ts';

/** Kitchen, table, light, furniture and textiles. */
export const homeTexts = {
  kettle: kindText(
    'Schwanenhalskessel m, Herdkessel m, Teekessel m',
    `{capacity} passen hinein, genug für eine ganze Runde Becher.
    Der Griff bleibt kühl, auch wenn das Wasser sprudelt.
    Der breite Boden steht auf Gas, Ceran und Induktion gleich sicher.
    Eine kleine Öffnung im Deckel hält den Dampf von den Fingern fern.`,
  ),
  pan: kindText(
    'Bratpfanne f, Grillpfanne f, Schmorpfanne f',
    `Die Bratfläche misst {diameter}, Platz für zwei Steaks oder vier Eier.
    Der flache Rand lässt den Pfannenwender bis auf den Grund.
    Vom Herd geht es ohne Umweg in den Ofen, bis 250 Grad.
    Der Boden ist plan geschliffen und wölbt sich nicht.`,
  ),
  pot: kindText(
    'Schmortopf m, Suppentopf m, Kochtopf m',
    `{capacity}: damit wird ein Tisch satt, oder es bleibt Suppe für die Woche.
    Der schwere Deckel lässt den Dampf als feinen Regen zurückfallen.
    Zwei Henkel sind breit genug für dicke Handschuhe.
    Anbraten und Schmoren geschieht im selben Topf, nichts vom Geschmack geht verloren.`,
  ),
  knife: kindText(
    'Kochmesser n, Santokumesser n, Brotmesser n',
    `Die Klinge misst {blade} und ist auf 58 Rockwell gehärtet.
    Der Stahl läuft durch bis ans Ende, drei Nieten halten den Griff.
    Wo der Zeigefinger liegt, ist der Rücken gerundet.
    Der Schwerpunkt sitzt genau am Kropf, die Klinge folgt der Hand.`,
  ),
  'cutting-board': kindText(
    'Hackbrett n, Schneidebrett n, Tranchierbrett n',
    `{length} mal {width}: Platz für die Zwiebeln und für das, was schon geschnitten ist.
    Auf Holz bleiben Messer länger scharf als auf Glas oder Kunststoff.
    Die Rückseite trägt Brot und Käse.
    Stehende Jahresringe halten die Fläche eben.`,
  ),
  jar: kindText(
    'Vorratsdose f, Gewürzdose f, Keksdose f',
    `Ein Ring unter dem Deckel schließt mit einem leisen Laut.
    {capacity} fasst das Innere, etwa eine Tüte Mehl, Kaffee oder Hafer.
    Die Öffnung ist weit genug für die Schaufel und für die Hand, die spült.
    Einige davon nebeneinander machen aus dem Regal eine Speisekammer.`,
  ),
  toaster: kindText(
    'Doppelschlitztoaster m, Langschlitztoaster m, Toaster m',
    `Die Bräunungsstufen unterscheiden sich wirklich voneinander.
    36 Millimeter breite Schlitze nehmen auch ein von Hand geschnittenes Brot.
    Die Krümelschublade zieht man nach hinten heraus.
    Auftauen und Aufwärmen haben eigene Tasten.`,
  ),
  mug: kindText(
    'Becher m, Kaffeebecher m, Teebecher m',
    `{capacity} gehen hinein, eine ordentliche Portion.
    Drei Finger passen durch den Henkel, der vierte findet darunter seinen Platz.
    Der Rand ist leicht nach außen gezogen und trinkt sich angenehm.
    Die dicke Wand hält den Tee warm bis ans Ende der Seite.`,
  ),
  plate: kindText(
    'Speiseteller m, Beilagenteller m, Dessertteller m',
    `Mit {diameter} rahmt er das Essen, statt ihm Konkurrenz zu machen.
    Die Mulde ist tief genug für etwas Sauce.
    Eine matte Glasur lässt das Besteck leise sein.
    Sechs davon stapeln sich nicht höher als eine Hand.`,
  ),
  bowl: kindText(
    'Müslischale f, Servierschale f, Pastaschale f',
    `Auf dem abgesetzten Fuß lässt sie sich auch voll gut heben.
    Bis zum Rand fasst sie {capacity}, halb gefüllt ist sie am schönsten.
    Innen ist alles eine Kurve, der Löffel erreicht jeden Tropfen.
    Salat, Nudeln, Kirschen, Schlüssel: auf einen Zweck ist sie nicht festgelegt.`,
  ),
  glass: kindText(
    'Trinkglas n, Wasserglas n, Longdrinkglas n',
    `Der schwere Boden gibt ihm einen ruhigen Stand.
    {capacity} gehen hinein, Eis und Minze eingerechnet.
    Wasser, Saft oder ein kleiner Negroni: nichts wirkt darin fehl am Platz.
    Es lässt sich stapeln, der Schrank wird es danken.`,
  ),
  carafe: kindText(
    'Karaffe f, Wasserkaraffe f, Weindekanter m',
    `{capacity} kommen damit auf den Tisch, etwa fünf Gläser.
    Die Taille sitzt genau dort, wo die Hand zugreifen will.
    Ein Stopfen hält Staub und Fruchtfliegen fern.
    Die Lippe führt den letzten Tropfen zurück ins Innere.`,
  ),
  teapot: kindText(
    'Teekanne f, kleine Teekanne f, große Teekanne f',
    `{capacity} auf einmal, und die Blätter haben Platz, sich zu entfalten.
    Ein feines Sieb aus Stahl hängt darin und kommt mit dem Deckel heraus.
    Der Deckel rastet ein und bleibt bis zum letzten Tropfen oben.
    Die Tülle sitzt über dem Wasserspiegel, auf dem Weg zum Tisch geht nichts verloren.`,
  ),
  cutlery: kindText(
    'Besteckset n, Dessertbesteck n, Salatbesteck n',
    `Alle Teile teilen dieselbe Linie, von der Spitze bis zum Ende.
    Jedes Stück ist aus einem Stab geschmiedet, ohne Naht.
    Schmale Hälse, tiefe Laffen: eine Proportion aus dem achtzehnten Jahrhundert.
    Das Gewicht liegt hinten, so ruht alles leicht in der Hand.`,
  ),
  vase: kindText(
    'Vase f, Solitärvase f, Bodenvase f',
    `Der Hals hält Stiele aufrecht, drei Tulpen wirken schon wie ein Strauß.
    {height} hoch, richtig für das Sideboard oder die Mitte einer langen Tafel.
    Der Fuß ist beschwert, auch ein Kirschzweig wirft sie nicht um.
    Leer ist sie eine kleine Skulptur.`,
  ),
  lamp: kindText(
    'Tischleuchte f, Nachttischleuchte f, Keramikleuchte f',
    `Der Schirm streut das Licht zur Seite, warm genug für eine dunkle Ecke.
    {height} hoch, die rechte Höhe zum Lesen.
    Am Kabel sitzt ein Dimmer, vom Bett aus zu erreichen.
    Das Kabel ist mit Baumwolle umflochten und zwei Meter lang.`,
  ),
  'desk-lamp': kindText(
    'Schreibtischleuchte f, Leseleuchte f, Arbeitsleuchte f',
    `Der Arm bleibt genau dort, wo man ihn lässt.
    Der Kopf dreht sich um 270 Grad und leuchtet an der Hand vorbei.
    Die Reichweite beträgt {reach}, der Fuß darf ganz hinten stehen.
    Die LED gibt Farben treu wieder: Blau sieht blau aus.`,
  ),
  pendant: kindText(
    'Pendelleuchte f, Hängeleuchte f, Kuppelleuchte f',
    `Sechzig Zentimeter über dem Tisch beleuchtet sie die Teller und schont die Gesichter.
    {diameter} breit; zwei in einer Reihe passen zu einem Tisch für sechs.
    Ein Textilkabel von anderthalb Metern und der Baldachin liegen bei.
    Der Blick fällt in eine ruhige Öffnung, nie auf die nackte Lampe.`,
  ),
  'floor-lamp': kindText(
    'Stehleuchte f, Bogenleuchte f, Dreibeinleuchte f',
    `Mit {height} ragt sie über die Sessellehne und beleuchtet die Seite darunter.
    Ein Fußschalter erspart das Suchen hinter dem Sofa.
    Der Schirm lässt sich zur Wand drehen, wenn es weicher werden soll.
    Alles Gewicht liegt im Fuß, ein Hund darf vorbei.`,
  ),
  lantern: kindText(
    'Laterne f, Gartenlaterne f, Sturmlaterne f',
    `Vier Scheiben halten den Wind von der Flamme ab.
    Am Griff wandert das Licht dorthin, wo der Abend weitergeht.
    Die Tür schließt mit einem Haken, auch mit Handschuhen.
    Schlitze unter dem Dach führen die Wärme ab.`,
  ),
  candle: kindText(
    'Duftkerze f, Stumpenkerze f, Kerze f',
    `Mit kurzem Docht brennt sie {burn}.
    Der Duft ist anfangs klar und wird mit der Stunde leiser.
    Sie rußt kaum.
    Ist sie abgebrannt, wird das Gefäß zum Becher für Pinsel.`,
  ),
  chair: kindText(
    'Esszimmerstuhl m, Stuhl m, Sprossenstuhl m',
    `Die Sitzfläche ist für ein langes Essen gemacht, nicht nur für die Suppe.
    Die Lehne gibt einen Fingerbreit nach.
    Er wiegt {weight}, auch ein Kind kann ihn an den Tisch ziehen.
    Alle Verbindungen sind gedübelt, geleimt und verkeilt.`,
  ),
  armchair: kindText(
    'Sessel m, Loungesessel m, Lesesessel m',
    `Der Sitz ist tief und niedrig, früher oder später zieht man die Beine an.
    Auf die Armlehnen passen eine Tasse und ein Buch.
    Unter dem Bezug liegen Federn, dann Schaum, dann Daunen.
    Der Bezug lässt sich durch einen verdeckten Reißverschluss abnehmen.`,
  ),
  stool: kindText(
    'Hocker m, Barhocker m, Tritthocker m',
    `Er steht auch auf alten Dielen ruhig.
    Die Sitzfläche ist um wenige Millimeter ausgemuldet, gerade spürbar.
    Sitz, Nachttisch und Tritt für das oberste Regal in einem.
    {height} hoch, so verschwindet er unter der Theke.`,
  ),
  bench: kindText(
    'Bank f, Flurbank f, Esszimmerbank f',
    `Auf {width} sitzen drei, oder zwei mit ihren Einkäufen.
    Das Gestell kommt mit so wenigen Linien aus wie möglich.
    Im Flur nimmt sie unten Stiefel und oben Taschen auf.
    Unter den Tisch geschoben ist sie nicht mehr da.`,
  ),
  sofa: kindText(
    'Sofa n, Zweisitzer m, Dreisitzer m',
    `{width} breit, lang genug für den Mittagsschlaf.
    Die Sitzkissen lassen sich wenden und sehen zweimal neu aus.
    Das Gestell aus getrockneter Buche hat zehn Jahre Garantie.
    Unter den Füßen bleibt Platz für den Staubsauger.`,
  ),
  table: kindText(
    'Esstisch m, Couchtisch m, Beistelltisch m',
    `Die Platte misst {width} mal {depth}.
    Die Beine stehen nach innen versetzt, niemand sitzt rittlings.
    {height} hoch, und er schwankt nicht, wenn sich jemand aufstützt.
    Für den nächsten Umzug schraubt man die Beine ab.`,
  ),
  shelf: kindText(
    'Bücherregal n, Wandregal n, Regal n',
    `Unten ist Platz für große Bände, oben für kleine.
    Jedes Brett trägt 25 Kilogramm, ohne sich zu biegen.
    Ein Winkel für die Wand liegt bei, bitte benutze ihn.
    Mit {depth} Tiefe nimmt es einem schmalen Zimmer wenig weg.`,
  ),
  mirror: kindText(
    'Wandspiegel m, runder Spiegel m, Standspiegel m',
    `Gegenüber einem Fenster verdoppelt er das Tageslicht.
    Das Glas ist ohne Kupfer versilbert und wird am Rand nicht blind.
    {width} breit: Gesicht und Kragen, mehr braucht ein Morgen selten.
    Der Rahmen steht einen Finger vor und wirft einen schmalen Schatten.`,
  ),
  clock: kindText(
    'Wanduhr f, Bahnhofsuhr f, Küchenuhr f',
    `Das Werk läuft ohne Ticken, sie darf auch ins Schlafzimmer.
    {diameter} im Durchmesser, quer durchs Zimmer abzulesen.
    Eine Mignonzelle reicht für etwa zwei Jahre.
    Die Stundenmarken sind von Hand gesetzt und leicht erhaben.`,
  ),
  cushion: kindText(
    'Kissen n, Kissenbezug m, Bodenkissen n',
    `Vorn ein schmaler Stehsaum, hinten glatt.
    Ein verdeckter Reißverschluss macht das Abziehen leicht.
    Eines ist ein Farbtupfer, drei sind ein Platz zum Liegen.
    Die Nähte sind doppelt versäubert, denn Kissen haben es schwer.`,
  ),
  blanket: kindText(
    'Plaid n, Wolldecke f, Picknickdecke f',
    `Breit genug für zwei auf einem Sofa.
    Mit Karden geraut, daher der Flaum.
    Über der Sessellehne vollendet es ein Zimmer, über den Knien einen Tag.
    {weight} wärmen, ohne zu drücken.`,
  ),
  rug: kindText(
    'Teppich m, Webteppich m, Läufer m',
    `Das Muster ist eingewebt, von unten sieht es ebenso aus.
    Er kommt gerollt, nicht gefaltet, und liegt vom ersten Tag an flach.
    Dicht genug, um einen harten Boden leise zu machen.
    Die kurzen Enden sind von Hand geknüpft.`,
  ),
  towel: kindText(
    'Badetuch n, Handtuch n, Waffeltuch n',
    `{width} mal {length}, und der Aufhänger hält die Wäsche aus.
    Es trocknet in einem Zug und ist bis zum Abend selbst trocken.
    Die Kanten sind doppelt genäht, dort geben Handtücher sonst nach.
    Die Farbe übersteht heiße Wäschen.`,
  ),
  basket: kindText(
    'Aufbewahrungskorb m, Wäschekorb m, Marktkorb m',
    `{capacity} Spielzeug, Wolle, Anmachholz oder Wäsche verschwinden darin.
    Die Griffe sind durch die Wand genäht.
    Der Boden ist doppelt geflochten und beult nicht aus.
    Leer behält er die Form, voll wird er weich.`,
  ),
} as const;
