/** A category made from the words of a description: the source has none. The first that matches wins. */
interface Shelf {
  readonly slug: string;
  readonly name: string;
  readonly words: RegExp;
}

const shelves: readonly Shelf[] = [
  {
    slug: 'christmas',
    name: 'Christmas',
    words: /CHRISTMAS|XMAS|ADVENT|SANTA|REINDEER|SNOWFLAKE|BAUBLE|NOEL|NATIVITY/,
  },
  { slug: 'easter-and-party', name: 'Party', words: /EASTER|PARTY|BUNTING|BALLOON|BIRTHDAY|CONFETTI|GARLAND|STREAMER/ },
  {
    slug: 'jewellery',
    name: 'Jewellery',
    words:
      /NECKLACE|BRACELET|EARRING|BROOCH|\bRING\b|BANGLE|PENDANT|CHARM|JEWEL|DIAMANTE|HAIRCLIP|HAIR (CLIP|GRIP|COMB|SLIDE)/,
  },
  {
    slug: 'bags',
    name: 'Bags and purses',
    words: /\bBAGS?\b|PURSE|HANDBAG|SHOPPER|RUCKSACK|SATCHEL|TOTE|WALLET|SUITCASE|LUGGAGE|PASSPORT/,
  },
  {
    slug: 'lighting-and-candles',
    name: 'Lights and candles',
    words: /CANDLE|LANTERN|T-?LIGHT|LIGHTS?\b|LAMP|CHANDELIER|VOTIVE|INCENSE/,
  },
  {
    slug: 'cards-and-wrap',
    name: 'Cards and gift wrap',
    words: /CARDS?\b|WRAP|RIBBON|GIFT (TAG|BAG|BOX|TAPE)|TISSUE|ENVELOPE|STICKER/,
  },
  {
    slug: 'stationery',
    name: 'Stationery and craft',
    words:
      /NOTEBOOK|PENCIL|\bPENS?\b|PAPER|JOURNAL|CHALK|CRAYON|STAMP|STATIONERY|ERASER|RUBBER|RULER|SEWING|KNIT|CRAFT|BUTTON|BOOK/,
  },
  {
    slug: 'baking',
    name: 'Baking',
    words: /CAKE|BAKING|CUTTER|\bTINS?\b|APRON|OVEN|WHISK|ROLLING|MUFFIN|JELLY|MOULD|SCALE/,
  },
  {
    slug: 'kitchen-and-table',
    name: 'Kitchen and table',
    words:
      /MUG|CUP|SAUCER|TEA|COFFEE|PLATE|BOWL|DISH|JUG|GLASS|SPOON|FORK|CUTLERY|TRAY|NAPKIN|COASTER|PLACE ?MAT|JAR|BOTTLE|KITCHEN|LUNCH|SNACK|STRAW|EGG|BREAD|TOAST|RECIPE|TEATOWEL|TOWEL|DOILY|CAKESTAND|COOK/,
  },
  {
    slug: 'toys-and-games',
    name: 'Toys and games',
    words:
      /TOYS?\b|GAME|DOLL|PUPPET|SOFT|PUZZLE|DOMINO|SKITTLE|PLAY|CHILDREN|CHILDS|KIDS|BABY|NURSERY|PIRATE|SOLDIER|CIRCUS|SPACEBOY|DOLLY|JIGSAW|BALL\b|KITE/,
  },
  {
    slug: 'garden',
    name: 'Garden and outdoors',
    words: /GARDEN|PLANT|FLOWER|HERB|WATERING|BIRD|PICNIC|PARASOL|UMBRELLA|HOOK|TRELLIS|SEED|OUTDOOR|THERMOMETER|DECK/,
  },
  {
    slug: 'clocks-and-frames',
    name: 'Clocks, frames and signs',
    words: /CLOCK|FRAME|SIGN\b|PLAQUE|MIRROR|WALL ART|BLACKBOARD|CANVAS|POSTER|METAL SIGN|PHOTO/,
  },
  {
    slug: 'storage',
    name: 'Storage and furniture',
    words: /BOX|BASKET|DRAWER|CABINET|HOLDER|RACK|STAND|CHEST|SHELF|STOOL|CHAIR|TABLE|STORAGE|CRATE|TRINKET|BIN\b/,
  },
  {
    slug: 'home-textiles',
    name: 'Home textiles',
    words: /CUSHION|QUILT|THROW|BLANKET|RUG\b|CURTAIN|DOORMAT|PILLOW|HOT WATER|WARMER|SLIPPER|SCARF|GLOVE|DRAUGHT/,
  },
  {
    slug: 'bath-and-beauty',
    name: 'Bath and beauty',
    words: /SOAP|BATH|SPONGE|PERFUME|COSMETIC|MAKE ?UP|MANICURE|TISSUES|PLASTERS|FIRST AID/,
  },
  {
    slug: 'decoration',
    name: 'Decoration',
    words:
      /HEART|DECORATION|HANGING|ORNAMENT|VASE|WREATH|FEATHER|ZINC|CERAMIC|WICKER|GLOBE|MOBILE|MAGNET|DOORSTOP|KNOB|LETTER/,
  },
];

/** The shelf of a description. */
export function shelfOf(description: string): { slug: string; name: string } {
  const found = shelves.find((shelf) => shelf.words.test(description));
  return found ? { slug: found.slug, name: found.name } : { slug: 'gifts', name: 'Gifts' };
}

const colors = [
  'RED',
  'BLUE',
  'PINK',
  'GREEN',
  'WHITE',
  'BLACK',
  'IVORY',
  'CREAM',
  'YELLOW',
  'ORANGE',
  'PURPLE',
  'SILVER',
  'GOLD',
  'BROWN',
  'GREY',
  'TURQUOISE',
  'LILAC',
];

/** The first colour word of a description, with a capital. */
export function colorOf(description: string): string | undefined {
  const words = new Set(description.split(/[^A-Z]+/));
  const found = colors.find((color) => words.has(color));
  return found ? titleCase(found) : undefined;
}

const small = new Set(['of', 'and', 'the', 'in', 'with', 'for', 'on', 'a', 'to', 'by', 'from']);

/** "WHITE METAL LANTERN " -> "White Metal Lantern"; without the commas and full stops that some descriptions end on. */
export function titleCase(text: string): string {
  const words = text.replaceAll(/\s+/g, ' ').replaceAll(' ,', ',').trim();
  return (words.replace(/[ ,.;:]+$/, '') || words)
    .toLowerCase()
    .split(' ')
    .map((word, index) =>
      index > 0 && small.has(word) ? word : word.replace(/[a-z]/, (letter) => letter.toUpperCase()),
    )
    .join(' ');
}
