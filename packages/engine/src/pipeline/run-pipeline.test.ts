import { describe, expect, it } from 'vitest';
import {
  affinitySource,
  buildItemCatalog,
  type CatalogItem,
  type Constraints,
  freshSource,
  noConstraints,
  patchItemCatalog,
  type PastEvent,
  popularSource,
  type RerankConfig,
  runPipeline,
  type ScoreSource,
} from './index.ts';

const plain: RerankConfig = { mmrLambda: 1, brandCap: 0, categoryCap: 0, hardCaps: false };

function anItem(itemId: string, given: Partial<CatalogItem> = {}): CatalogItem {
  return {
    itemId,
    available: true,
    priceMinor: 1000,
    brand: null,
    category: null,
    categoryPath: [],
    tags: [],
    firstAvailableSec: 0,
    createdSec: 0,
    ...given,
  };
}

function ask(
  items: CatalogItem[],
  given: {
    sources?: (catalog: ReturnType<typeof buildItemCatalog>) => ScoreSource[];
    constraints?: Partial<Constraints>;
    rerank?: Partial<RerankConfig>;
    k?: number;
    late?: boolean;
  } = {},
) {
  const catalog = buildItemCatalog(items);
  let elapsed = 0;
  return runPipeline({
    catalog,
    // By default an item is the more popular the earlier it stands in the alphabet.
    sources: given.sources?.(catalog) ?? [
      popularSource(
        Float32Array.from(catalog.itemIds, (_, at) => catalog.itemIds.length - at),
        1,
      ),
    ],
    constraints: { ...noConstraints, ...given.constraints },
    k: given.k ?? 10,
    fanout: 300,
    rerank: { ...plain, ...given.rerank },
    elapsedMs: () => (elapsed += given.late === true ? 100 : 0),
    deadlineMs: 80,
  });
}

const ids = (answer: { items: readonly { itemId: string }[] }): string[] => answer.items.map((item) => item.itemId);

describe('REC-20 pipeline: catalog', () => {
  it('takes new stock and prices without indexing anew, and leaves the old catalog as it was', () => {
    const catalog = buildItemCatalog([anItem('a'), anItem('b')]);
    const patched = patchItemCatalog(catalog, [anItem('b', { available: false, priceMinor: 7 })]);
    expect([...patched.available, ...catalog.available]).toEqual([1, 0, 1, 1]);
    expect(patched.priceMinor[1]).toBe(7);
    expect(patched.terms).toBe(catalog.terms);
    expect(() => patchItemCatalog(catalog, [anItem('c')])).toThrow(RangeError);
  });
});

describe('REC-5 REC-6 pipeline: filter', () => {
  const shelf = [
    anItem('a', { available: false }),
    anItem('b', { tags: ['color:black'], priceMinor: 500 }),
    anItem('c', { tags: ['color:red'], priceMinor: 1500 }),
    anItem('d', { priceMinor: null, createdSec: 99 }),
  ];

  it.each<[string, Partial<Constraints>, string[]]>([
    ['never shows what is unavailable', {}, ['b', 'c', 'd']],
    ['leaves out the current item', { currentItemId: 'b' }, ['c', 'd']],
    ['leaves out ids that were excluded, unknown ones included', { excludeItemIds: ['c', 'zz'] }, ['b', 'd']],
    ['leaves out what was bought lately', { purchasedItemIds: ['d'] }, ['b', 'c']],
    ['wants any of the included tags', { includeTagsAny: ['color:black', 'color:blue'] }, ['b']],
    ['refuses any of the excluded tags', { excludeTagsAny: ['color:black'] }, ['c', 'd']],
    [
      'keeps prices between inclusive bounds and drops unpriced items',
      { priceMinMinor: 500, priceMaxMinor: 1499 },
      ['b'],
    ],
    ['takes one price bound as the least', { priceMinMinor: 501 }, ['c']],
    ['keeps only what is new enough', { createdAfterSec: 50 }, ['d']],
  ])('%s', (_title, constraints, expected) => {
    expect(ids(ask(shelf, { constraints }))).toEqual(expected);
  });

  it('counts what each filter took out', () => {
    expect(ask(shelf, { constraints: { currentItemId: 'b', excludeItemIds: ['b', 'c'] } }).filtered).toEqual({
      unavailable: 1,
      current_item: 1,
      excluded: 1,
    });
  });

  it('answers a narrow constraint from the whole catalog, not from a popular few', () => {
    const many = Array.from({ length: 900 }, (_, at) => anItem(`p${String(at).padStart(3, '0')}`));
    const answer = ask([...many, anItem('z', { tags: ['rare'] })], { constraints: { includeTagsAny: ['rare'] } });
    expect(ids(answer)).toEqual(['z']);
  });
});

describe('REC-5 REC-6 pipeline: rank and rerank', () => {
  it('breaks ties by item id whatever order the items came in', () => {
    const same = (catalog: { itemIds: readonly string[] }) => [
      popularSource(new Float32Array(catalog.itemIds.length).fill(1), 1),
    ];
    expect(ids(ask([anItem('c'), anItem('a'), anItem('b')], { sources: same }))).toEqual(['a', 'b', 'c']);
  });

  it('sums weighted shares of each source, and the parts are the score', () => {
    const answer = ask([anItem('a'), anItem('b')], {
      sources: () => [
        popularSource(Float32Array.of(4, 2), 0.5),
        {
          name: 'personal',
          weight: 1,
          scores: Float32Array.of(-3, 10),
          proposes: true,
          because: () => ({ kind: 'viewed', item: 0 }),
        },
      ],
    });
    expect(answer.items.map(({ itemId, score, parts, because }) => ({ itemId, score, parts, because }))).toEqual([
      { itemId: 'b', score: 1.25, parts: { popular: 0.25, personal: 1 }, because: { kind: 'viewed', item: 0 } },
      { itemId: 'a', score: 0.5, parts: { popular: 0.5 }, because: { kind: 'popular' } },
    ]);
  });

  it('spreads kinds when diversity is asked for and says which item was moved', () => {
    const shelf = [
      anItem('a', { category: 'lamp' }),
      anItem('b', { category: 'lamp' }),
      anItem('c', { category: 'kettle' }),
    ];
    const answer = ask(shelf, { rerank: { mmrLambda: 0.3 } });
    expect(ids(answer)).toEqual(['a', 'c', 'b']);
    expect(answer.items.map((item) => item.moved)).toEqual([false, true, true]);
  });

  it('holds hard caps even if the list gets shorter, and lets soft caps give way', () => {
    const shelf = ['a', 'b', 'c'].map((id) => anItem(id, { brand: 'acme', category: 'lamp' }));
    expect(ids(ask(shelf, { rerank: { brandCap: 2, hardCaps: true } }))).toEqual(['a', 'b']);
    expect(ask(shelf, { rerank: { categoryCap: 1, hardCaps: true } }).capped).toEqual({ brand: 0, category: 2 });
    expect(ids(ask(shelf, { rerank: { brandCap: 2 } }))).toEqual(['a', 'b', 'c']);
  });

  it('leaves reranking out once the deadline has passed', () => {
    const answer = ask([anItem('a'), anItem('b')], { late: true });
    expect(answer.skipped).toEqual(['rerank']);
    const brief = { kind: 'session' } as const;
    const costly: ScoreSource = {
      name: 'personal',
      weight: 1,
      scores: Float32Array.of(1),
      proposes: true,
      because: () => ({ kind: 'viewed', item: 0 }),
      brief,
    };
    expect(ask([anItem('a')], { late: true, sources: () => [costly] }).items[0]?.because).toBe(brief);
    expect(ask([anItem('a')], { sources: () => [costly] }).items[0]?.because).toEqual({ kind: 'viewed', item: 0 });
    expect(ids(answer)).toEqual(['a', 'b']);
  });
});

describe('REC-10 pipeline: likeness to what was touched', () => {
  const shelf = [
    anItem('kettle-1', { category: 'kettle', tags: ['steel'] }),
    anItem('kettle-2', { category: 'kettle', tags: ['steel'] }),
    anItem('lamp-1', { category: 'lamp' }),
    anItem('lamp-2', { category: 'lamp', tags: ['steel'] }),
  ];
  const viewed = (item: number, given: Partial<PastEvent> = {}): PastEvent => ({
    item,
    type: 0,
    weight: 0.05,
    ageSec: 10,
    inSession: true,
    ...given,
  });

  it('puts the viewed kind first and names the very item that weighed most', () => {
    const answer = ask(shelf, {
      sources: (catalog) => [affinitySource(catalog, { events: [viewed(0)], weight: 1 })],
      constraints: { excludeItemIds: ['kettle-1'] },
    });
    expect(ids(answer)).toEqual(['kettle-2', 'lamp-2']);
    expect(answer.items[0]?.because).toEqual({ kind: 'viewed', item: 0 });
  });

  it('lets the newest item weigh most', () => {
    const answer = ask(shelf, {
      sources: (catalog) => [
        affinitySource(catalog, {
          events: [viewed(2), viewed(0, { type: 3, weight: 1, inSession: false })],
          weight: 1,
        }),
      ],
      constraints: { excludeItemIds: ['kettle-1', 'lamp-1'] },
    });
    expect(answer.items.map((item) => [item.itemId, item.because.kind])).toEqual([
      ['lamp-2', 'viewed'],
      ['kettle-2', 'bought'],
    ]);
  });

  it('halves newness at its half-life', () => {
    const catalog = buildItemCatalog([anItem('a', { firstAvailableSec: 86_400 * 10 })]);
    expect(freshSource(catalog, { nowSec: 86_400 * 40, halfLifeDays: 30, weight: 1, proposes: true }).scores[0]).toBe(
      0.5,
    );
  });
});
