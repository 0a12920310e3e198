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
  locale: string;
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
  const { answer, cards, locale } = input;
  if (!answer) return buildByRule(input);
  const entries = entriesOf(answer, cards, locale);
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
    ? `${rowSentence(answer.items, namesIn(cards)) ?? 'From what you looked at.'} Worked out just now.`
    : newest
      ? newestWords.why
      : popularWords(input.visitor);
  return {
    window: view(plainEntries(shown), { title: 'In the window', why }),
    picks: view(plainEntries(row), {
      title: personal ? 'Picked for you' : newest ? newestWords.title : 'Popular now',
      why,
    }),
    lead: shown[0]?.product.category ?? null,
  };
}

function leaningFirst<T extends { card: { id: string } }>(entries: readonly T[], leaning: ReadonlySet<string>): T[] {
  const first = entries.filter((entry) => leaning.has(entry.card.id));
  return first.length >= WINDOW_SIZE ? first : [...entries];
}

function popularWords({ consent, consentChosen }: Visitor): string {
  const base = 'What people here look at and buy most.';
  if (consent !== 'none') return `${base} Look at a few things and this row will follow you.`;
  return consentChosen
    ? `${base} You asked us to remember nothing, so this is the same for everyone.`
    : `${base} If we may remember this visit, the row will follow what you look at.`;
}

const newestWords = { title: 'New on our shelves', why: 'The latest things to arrive.' };

function buildByRule({ arrivals, locale }: HomeInput): HomeView {
  const entries = arrivals.map((product) => ({ product }));
  const shown = pickForWindow(entries).map((entry) => entry.product);
  const words = { surface: 'home', ...newestWords };
  const rest = arrivals.filter((product) => !shown.includes(product)).slice(0, ROW_SIZE);
  return {
    window: ruleView(shown, words, locale),
    picks: ruleView(rest, { ...words, whyEach: 'It is new on our shelves.' }, locale),
    lead: shown[0]?.category ?? null,
  };
}
