import type { PageText } from '../../language/index.ts';
import type { ProductCard, RecommendAnswer, Visitor } from '../../services.ts';
import { entriesOf, namesIn, plainEntries, ruleView } from '../build-view.ts';
import type { SurfaceEntry, SurfaceView } from '../surface-view.ts';
import { isNewest, isPersonal, rowSentence } from '../why-sentence.ts';

/** What the window and the first row of the home page show, from one answer. */
export interface HomeView {
  /** Products of different kinds for the window. */
  window: SurfaceView;
  picks: SurfaceView;
  /** Category the window leans on, for its one action. */
  lead: { slug: string; name: string } | null;
}

export interface HomeInput {
  answer: RecommendAnswer | null;
  cards: ReadonlyMap<string, ProductCard>;
  /** Shown when no recommender answered. */
  arrivals: readonly ProductCard[];
  visitor: Visitor;
  text: PageText;
}

const WINDOW_SIZE = 5;
const ROW_SIZE = 15;

/** Takes up to five products of different categories; when there are fewer categories, the best of the rest. */
export function pickForWindow<T extends { product: ProductCard }>(entries: readonly T[]): T[] {
  const seen = new Set<string>();
  const withPicture = entries.filter((entry) => entry.product.available && entry.product.images.length > 0);
  const diverse = withPicture.filter((entry) => {
    const kind = entry.product.category.slug;
    if (seen.has(kind)) return false;
    seen.add(kind);
    return true;
  });
  const rest = withPicture.filter((entry) => !diverse.includes(entry));
  return [...diverse, ...rest].slice(0, WINDOW_SIZE);
}

export function buildHome(input: HomeInput): HomeView {
  const { answer, cards, text } = input;
  const { surfaces } = text.t;
  if (!answer) return buildByRule(input);
  const entries = entriesOf(answer, cards, text);
  const personal = isPersonal(answer.items);
  const newest = isNewest(answer.items);
  const leaning = new Set(answer.items.filter((item) => isPersonal([item])).map((item) => item.item_id));
  // The window says it follows the visitor, so what leans on the visitor goes first.
  const shown = pickForWindow(personal ? leaningFirst(entries, leaning) : entries);
  const row = entries.filter((entry) => !shown.includes(entry)).slice(0, ROW_SIZE);
  const view = (chosen: readonly SurfaceEntry[], words: { title: string; why: string }): SurfaceView => ({
    ...words,
    surface: 'home',
    requestId: answer.request_id,
    personal,
    newest,
    entries: chosen,
  });
  const why = personal
    ? `${rowSentence(answer.items, namesIn(cards), text) ?? surfaces.fromLooks} ${surfaces.justNow}`
    : newest
      ? surfaces.newWhy
      : popularWords(input.visitor, text);
  return {
    window: view(plainEntries(shown), { title: text.t.home.window, why }),
    picks: view(plainEntries(row), {
      title: personal ? surfaces.picked : newest ? surfaces.newTitle : surfaces.popularNow,
      why,
    }),
    lead: shown[0]?.product.category ?? null,
  };
}

function leaningFirst<T extends { card: { id: string } }>(entries: readonly T[], leaning: ReadonlySet<string>): T[] {
  const first = entries.filter((entry) => leaning.has(entry.card.id));
  return first.length >= WINDOW_SIZE ? first : [...entries];
}

function popularWords({ consent, consentChosen }: Visitor, { t: { surfaces } }: PageText): string {
  const base = surfaces.popularWhy;
  if (consent !== 'none') return `${base} ${surfaces.willFollow}`;
  return `${base} ${consentChosen ? surfaces.youSaidNothing : surfaces.ifWeMay}`;
}

function buildByRule({ arrivals, text }: HomeInput): HomeView {
  const entries = arrivals.map((product) => ({ product }));
  const shown = pickForWindow(entries).map((entry) => entry.product);
  const { surfaces } = text.t;
  const words = { surface: 'home', title: surfaces.newTitle, why: surfaces.newWhy };
  const rest = arrivals.filter((product) => !shown.includes(product)).slice(0, ROW_SIZE);
  return {
    window: ruleView(shown, words, text),
    picks: ruleView(rest, { ...words, whyEach: surfaces.newEach }, text),
    lead: shown[0]?.category ?? null,
  };
}
