/** A root category of the demo shop: how often its products are listed, and its shelves by slug. */
export interface Category {
  readonly slug: string;
  readonly name: string;
  /** Share of the catalog, relative to the others. */
  readonly weight: number;
  readonly shelves: Readonly<Record<string, string>>;
}

function category(slug: string, name: string, rest: { weight: number; shelves: Record<string, string> }): Category {
  return { slug, name, ...rest };
}

/** The fifteen departments. */
export const categories: readonly Category[] = [
  category('kitchen', 'Kitchen', {
    weight: 8,
    shelves: {
      'kettles-and-coffee': 'Kettles and coffee',
      'pots-and-pans': 'Pots and pans',
      'knives-and-boards': 'Knives and boards',
      storage: 'Kitchen storage',
      appliances: 'Small appliances',
    },
  }),
  category('tableware', 'Tableware', {
    weight: 9,
    shelves: {
      'cups-and-tea': 'Cups and tea',
      'plates-and-bowls': 'Plates and bowls',
      'glasses-and-carafes': 'Glasses and carafes',
      cutlery: 'Cutlery',
      vases: 'Vases',
    },
  }),
  category('lighting', 'Lighting', {
    weight: 7,
    shelves: {
      'table-lamps': 'Table lamps',
      'desk-lamps': 'Desk lamps',
      pendants: 'Pendants',
      'floor-lamps': 'Floor lamps',
      'candles-and-lanterns': 'Candles and lanterns',
    },
  }),
  category('furniture', 'Furniture', {
    weight: 8,
    shelves: {
      'chairs-and-stools': 'Chairs, stools and benches',
      'sofas-and-armchairs': 'Sofas and armchairs',
      tables: 'Tables',
      storage: 'Shelves',
      'mirrors-and-clocks': 'Mirrors and clocks',
    },
  }),
  category('textiles', 'Home textiles', {
    weight: 7,
    shelves: {
      'cushions-and-throws': 'Cushions and throws',
      rugs: 'Rugs',
      'bath-linen': 'Bath linen',
      baskets: 'Baskets',
    },
  }),
  category('shoes', 'Shoes', {
    weight: 8,
    shelves: { sneakers: 'Sneakers', boots: 'Boots', loafers: 'Loafers', sandals: 'Sandals' },
  }),
  category('bags', 'Bags', {
    weight: 6,
    shelves: {
      backpacks: 'Backpacks',
      'totes-and-shoppers': 'Totes and shoppers',
      'small-leather-goods': 'Small leather goods',
      'travel-bags': 'Travel bags',
    },
  }),
  category('outerwear', 'Outerwear', {
    weight: 6,
    shelves: {
      coats: 'Coats',
      jackets: 'Jackets',
      'parkas-and-rainwear': 'Parkas and rainwear',
      umbrellas: 'Umbrellas',
    },
  }),
  category('knitwear', 'Knitwear and shirts', {
    weight: 8,
    shelves: {
      sweaters: 'Sweaters',
      shirts: 'Shirts',
      scarves: 'Scarves',
      'hats-and-gloves': 'Hats and gloves',
    },
  }),
  category('garden', 'Garden', {
    weight: 5,
    shelves: {
      'pots-and-planters': 'Pots and planters',
      watering: 'Watering',
      tools: 'Garden tools',
      'birds-and-bees': 'Birds and bees',
    },
  }),
  category('toys', 'Toys', {
    weight: 6,
    shelves: {
      'soft-toys': 'Soft toys',
      'wooden-toys': 'Wooden toys',
      'games-and-puzzles': 'Games and puzzles',
      'outdoor-play': 'Outdoor play',
    },
  }),
  category('stationery', 'Stationery', {
    weight: 5,
    shelves: { notebooks: 'Notebooks', pens: 'Pens', desk: 'On the desk' },
  }),
  category('audio', 'Audio and tech', {
    weight: 6,
    shelves: {
      headphones: 'Headphones',
      speakers: 'Speakers',
      'desk-tech': 'Desk tech',
      cameras: 'Cameras',
      radios: 'Radios',
    },
  }),
  category('sport', 'Sport and outdoors', {
    weight: 6,
    shelves: {
      'ball-games': 'Ball games',
      'yoga-and-training': 'Yoga and training',
      bottles: 'Bottles',
      camping: 'Camping',
      cycling: 'Cycling',
    },
  }),
  category('bath', 'Bath and beauty', {
    weight: 5,
    shelves: {
      'soap-and-care': 'Soap and care',
      fragrance: 'Fragrance',
      brushes: 'Brushes',
      'bathroom-accessories': 'Bathroom accessories',
    },
  }),
];
