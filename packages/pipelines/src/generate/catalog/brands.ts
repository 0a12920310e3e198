import { lines } from './lines.ts';

/** An invented maker: what it makes, what it costs against its peers, and how it talks. */
export interface Brand {
  readonly slug: string;
  readonly name: string;
  readonly categories: readonly string[];
  /** Factor on the price of a kind: 0.7 is a value label, 1.6 a luxury one. */
  readonly price: number;
  readonly styles: readonly string[];
  readonly voice: readonly string[];
}

function brand(name: string, makes: readonly [string, number, string], voice: string): Brand {
  const [categories, price, styles] = makes;
  return {
    slug: name
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/ø/g, 'o')
      .replace(/[^a-z0-9]+/g, '-'),
    name,
    categories: categories.split(' '),
    price,
    styles: styles.split(' '),
    voice: lines(voice),
  };
}

/** Every brand that the shop carries. None of them exists. */
export const brands: readonly Brand[] = [
  brand(
    'Haverkamp',
    ['kitchen tableware', 1.25, 'modern industrial'],
    `Haverkamp has drawn for serious kitchens since a canteen order in 1954 got out of hand.
    At Haverkamp a prototype has to survive a year in a restaurant first.`,
  ),
  brand(
    'Orrin & Vale',
    ['kitchen tableware furniture', 1.1, 'classic rustic'],
    `Orrin & Vale is two cousins, one workshop and a rule against plastic.
    Orrin & Vale keeps spare parts for everything it has ever sold.`,
  ),
  brand(
    'Koppel',
    ['kitchen', 0.8, 'modern playful'],
    `Koppel makes the plain version well and leaves the rest away.
    With Koppel you pay for the object and not for the box.`,
  ),
  brand(
    'Minato Ware',
    ['kitchen tableware', 1.4, 'nordic modern'],
    `Minato Ware works with four families of potters and founders, and names them on the card.
    Minato Ware waits until the kiln is cold; nothing is hurried out.`,
  ),
  brand(
    'Fjellhus',
    ['tableware furniture textiles lighting', 1.2, 'nordic'],
    `Fjellhus comes from a valley where the winter lasts for six months, and it shows.
    Fjellhus believes that a quiet thing stays longer.`,
  ),
  brand(
    'Terra Lenta',
    ['tableware garden', 1, 'rustic classic'],
    `Terra Lenta throws, glazes and fires under one roof by the river.
    Terra Lenta means slow earth, and delivery dates take it at its word.`,
  ),
  brand(
    'Pocket Moon',
    ['tableware toys stationery', 0.9, 'playful'],
    `Pocket Moon was started by an illustrator who could not stop.
    Nothing at Pocket Moon is beige.`,
  ),
  brand(
    'Lumière Basse',
    ['lighting', 1.5, 'classic modern'],
    `Lumière Basse only thinks about the hours after sunset.
    Lumière Basse tunes each shade by eye in a dark room.`,
  ),
  brand(
    'Watt & Willow',
    ['lighting furniture', 0.85, 'rustic playful'],
    `Watt & Willow brings good light to people who rent.
    Every Watt & Willow order ships without foam.`,
  ),
  brand(
    'Obscura Works',
    ['lighting audio', 1.2, 'industrial modern'],
    `Obscura Works began with lamps for machine shops and still tests for oil and dust.
    Obscura Works prints the wiring diagram inside the lid.`,
  ),
  brand(
    'Hollins',
    ['lighting furniture textiles', 1, 'classic'],
    `Hollins has furnished small hotels for three generations.
    Hollins chooses the calmer of two drawings, each time.`,
  ),
  brand(
    'Bergmann Sitz',
    ['furniture', 1.6, 'modern'],
    `Bergmann Sitz numbers its pieces and answers letters about them.
    A Bergmann Sitz piece takes eleven weeks, four of them waiting for glue.`,
  ),
  brand(
    'Plain Joinery',
    ['furniture toys', 0.9, 'nordic rustic'],
    `Plain Joinery shows its joints because it has nothing to hide.
    Plain Joinery turns offcuts into toys and the dust into heat.`,
  ),
  brand(
    'Casa Ondina',
    ['furniture textiles', 1.3, 'classic playful'],
    `Casa Ondina mixes coastal colours with the patience of an upholsterer.
    Casa Ondina sends cloth samples before it sends an invoice.`,
  ),
  brand(
    'Loom & Harrow',
    ['textiles knitwear', 1.1, 'rustic classic'],
    `Loom & Harrow buys its wool from farms it can walk to.
    Loom & Harrow weaves in the morning and farms in the afternoon.`,
  ),
  brand(
    'Sunday Linen',
    ['textiles bath', 0.85, 'modern nordic'],
    `Sunday Linen asks what you want to touch before coffee.
    Sunday Linen dyes to order, so little is ever left over.`,
  ),
  brand(
    'Atelier Rive',
    ['textiles bags', 1.4, 'classic modern'],
    `Atelier Rive prints its patterns from blocks cut in the same building.
    Atelier Rive never repeats a colourway.`,
  ),
  brand(
    'Strand & Sole',
    ['shoes', 1, 'modern classic'],
    `Strand & Sole makes shoes on twelve lasts and knows each by name.
    Strand & Sole repairs what it sells, for the price of the parts.`,
  ),
  brand(
    'Norrvik',
    ['shoes outerwear', 1.2, 'nordic'],
    `Norrvik tests on an island where it rains sideways.
    Norrvik would rather sell you one and see you in ten years.`,
  ),
  brand(
    'Calzado Prieto',
    ['shoes bags', 1.4, 'classic'],
    `Calzado Prieto has been cutting leather since the grandfather's time.
    At Calzado Prieto one person makes a pair from start to finish.`,
  ),
  brand(
    'Kite Street',
    ['shoes knitwear outerwear', 0.75, 'playful modern'],
    `Kite Street keeps prices down by making fewer things.
    Kite Street drops a new colour when the old one is gone.`,
  ),
  brand(
    'Aldous Carry',
    ['bags', 1.2, 'industrial classic'],
    `Aldous Carry was founded by a bicycle courier with a sewing machine.
    Aldous Carry guarantees seams for as long as you own the bag.`,
  ),
  brand(
    'Tavish Mill',
    ['bags outerwear knitwear', 1.1, 'rustic'],
    `Tavish Mill sits on a river that still turns the wheel.
    Tavish Mill finishes its cloth with soft water and nothing else.`,
  ),
  brand(
    'Nine Pockets',
    ['bags stationery', 0.8, 'playful modern'],
    `Nine Pockets thinks about where the keys go.
    Nine Pockets asks two hundred commuters before changing a zip.`,
  ),
  brand(
    'Rainmark',
    ['outerwear sport', 1, 'modern nordic'],
    `Rainmark names its samples after storms.
    Rainmark takes old pieces back and turns them into new lining.`,
  ),
  brand(
    'Edda Marlow',
    ['outerwear knitwear', 1.5, 'classic'],
    `Edda Marlow cuts for people who stand, sit and cycle.
    Edda Marlow finishes each hem by hand because a machine would show.`,
  ),
  brand(
    'Pearl & Purl',
    ['knitwear', 1, 'playful rustic'],
    `Pearl & Purl knits in a former dance hall with very good light.
    Pearl & Purl puts the name of the knitter on the label.`,
  ),
  brand(
    'Saint Oran',
    ['knitwear outerwear', 1.3, 'nordic classic'],
    `Saint Oran has four sheep in its logo and four hundred on the hill.
    Saint Oran makes no summer collection; it rests.`,
  ),
  brand(
    'Grünling',
    ['garden', 0.9, 'modern playful'],
    `Grünling gardens on a roof in the city and makes what it lacked there.
    Grünling writes its instructions so that beginners need no second try.`,
  ),
  brand(
    'Hedge & Hollow',
    ['garden', 1.2, 'classic rustic'],
    `Hedge & Hollow supplies three botanical gardens and a great many balconies.
    Hedge & Hollow oils each tool before it is packed.`,
  ),
  brand(
    'Tiller Brothers',
    ['garden sport', 1, 'industrial rustic'],
    `Tiller Brothers are sisters, in fact; the sign was already painted.
    Tiller Brothers forge on Mondays and answer the phone on the other days.`,
  ),
  brand(
    'Zwerg & Co',
    ['toys', 1, 'playful'],
    `Zwerg & Co lets children test, and lets them be rude about it.
    Zwerg & Co sells single parts for everything that rolls.`,
  ),
  brand(
    'Little Harbour',
    ['toys textiles', 1.2, 'nordic playful'],
    `Little Harbour makes toys quiet enough for a small flat.
    Little Harbour uses six colours and has never missed a seventh.`,
  ),
  brand(
    'Margin & Line',
    ['stationery', 1.2, 'classic modern'],
    `Margin & Line binds books for architects and for grocers.
    Margin & Line keeps its formats, so that next year's fits the same shelf.`,
  ),
  brand(
    'Papeterie Nord',
    ['stationery', 0.9, 'nordic modern'],
    `Papeterie Nord cuts, sews and glues within a hundred metres.
    Papeterie Nord likes a blank page and does not crowd it.`,
  ),
  brand(
    'Inkwell Seven',
    ['stationery bags', 1.5, 'industrial'],
    `Inkwell Seven machines its pieces like parts of a watch.
    Inkwell Seven tests every one for an hour before it is boxed.`,
  ),
  brand(
    'Halvard Audio',
    ['audio', 1.5, 'nordic modern'],
    `Halvard Audio voices its products with a string quartet in the next room.
    Halvard Audio publishes every measurement, even the bad ones.`,
  ),
  brand(
    'Tonewerk',
    ['audio', 1, 'industrial modern'],
    `Tonewerk builds things that can be opened with one screwdriver.
    Tonewerk supports each model with parts for twelve years.`,
  ),
  brand(
    'Bloop',
    ['audio toys', 0.7, 'playful'],
    `Bloop takes sound seriously and itself not at all.
    Bloop fits the good driver and leaves the chrome away.`,
  ),
  brand(
    'Alpenrad',
    ['sport', 1.2, 'modern'],
    `Alpenrad works at 1,400 metres, and the test track begins at the door.
    Alpenrad counts grams but spares no stitch.`,
  ),
  brand(
    'Meridian Trail',
    ['sport bags', 1, 'rustic modern'],
    `Meridian Trail lends its samples to hut wardens and waits for complaints.
    Meridian Trail gives a share of each sale to footpaths.`,
  ),
  brand(
    'Goodstretch',
    ['sport', 0.8, 'playful'],
    `Goodstretch is for people who start again on Monday.
    Goodstretch keeps to five colours and to honest sizes.`,
  ),
  brand(
    'Maison Alba',
    ['bath lighting', 1.5, 'classic'],
    `Maison Alba blends in batches small enough to carry.
    Maison Alba writes the harvest on each label.`,
  ),
  brand(
    'Saltwater House',
    ['bath textiles', 1, 'nordic modern'],
    `Saltwater House looks at the sea all day and it has rubbed off.
    Saltwater House avoids whatever it cannot pronounce.`,
  ),
  brand(
    'Fern & Lather',
    ['bath garden', 0.8, 'rustic playful'],
    `Fern & Lather started in a greenhouse and still smells of it.
    Fern & Lather refills for less than half of the price.`,
  ),
];
