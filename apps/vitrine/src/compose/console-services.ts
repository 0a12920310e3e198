import { findUnstorable } from '@vitrine/contracts';
import { type ModelVersion, type StoredEvent, shopTenant } from '@vitrine/recsys';
import { describeEmbeddings } from './embedding-health.ts';
import { describeMixture } from './champion-notes.ts';
import type { ConsoleServices } from './page-contract.ts';
import type { Platform } from './platform.ts';

type PageWhy = NonNullable<Awaited<ReturnType<ConsoleServices['whyVisitor']>>>;
type PageBecause = NonNullable<PageWhy['items'][number]['because']>;
type ConsoleModel = Awaited<ReturnType<ConsoleServices['listModels']>>[number];

const typeNames = ['view', 'click', 'add', 'purchase', 'custom'];
const hourMs = 3_600_000;

/** The console's questions, answered from the shop and the recommender. */
export function consoleServices(platform: Platform): Omit<ConsoleServices, 'role' | 'catalog' | 'office'> {
  const { recsys } = platform;
  return {
    overview: () => overview(platform),
    latestEvents: (query) => latestEvents(platform, query),
    async listModels() {
      return (await recsys.models.list(shopTenant)).map(consoleModel);
    },
    describeTexts: async () => describeEmbeddings(await recsys.embeddings.health(shopTenant)),
    async championNotes() {
      const answering = await recsys.answeringModel(shopTenant);
      return answering === null ? null : describeMixture(answering.version, answering.notes);
    },
    async promoteModel(version) {
      const moved = await recsys.models.promote(shopTenant, version, {
        movedBy: 'console',
        reason: 'promoted in the console',
      });
      return moved.ok
        ? { ok: true, message: `${moved.version} answers now.` }
        : { ok: false, message: moved.error.message };
    },
    async rollbackModel() {
      const moved = await recsys.models.rollback(shopTenant, {
        movedBy: 'console',
        reason: 'rolled back in the console',
      });
      return moved.ok
        ? { ok: true, message: `Back to ${moved.version}.` }
        : { ok: false, message: moved.error.message };
    },
    whyVisitor: (query) => whyVisitor(platform, query),
  };
}

async function overview({ recsys, shop }: Platform): ReturnType<ConsoleServices['overview']> {
  const now = new Date();
  const ago = (hours: number) => new Date(now.getTime() - hours * hourMs);
  const midnight = new Date(now.toISOString().slice(0, 10));
  const [shopFacts, lastHour, hourBefore, today, versions, perMinute, surfaces] = await Promise.all([
    shop.reports.overview({ days: 1 }),
    recsys.activity.totals(shopTenant, { from: ago(1), to: now }),
    recsys.activity.totals(shopTenant, { from: ago(2), to: ago(1) }),
    recsys.activity.totals(shopTenant, { from: midnight, to: now }),
    recsys.models.list(shopTenant),
    recsys.events.perMinute(shopTenant, 24 * 60),
    recsys.activity.surfaces(shopTenant, 24),
  ]);
  const champion = versions.find(({ aliases }) => aliases.includes('champion'));
  return {
    products: shopFacts.totals.products,
    customers: shopFacts.totals.customers,
    eventsLastHour: lastHour.events,
    eventsHourBefore: hourBefore.events,
    eventsToday: today.events,
    visitorsToday: today.visitors,
    champion: champion ? { version: champion.version, trainedAt: champion.createdAt.toISOString() } : null,
    eventsByHour: byHour(perMinute, now),
    surfaces,
  };
}

/** The last 24 whole and begun hours, oldest first, hours without an event as zero. */
function byHour(perMinute: readonly { minute: Date; count: number }[], now: Date): { hour: string; count: number }[] {
  const thisHour = Math.floor(now.getTime() / hourMs);
  const counts = new Map<number, number>();
  for (const { minute, count } of perMinute) {
    const hour = Math.floor(minute.getTime() / hourMs);
    counts.set(hour, (counts.get(hour) ?? 0) + count);
  }
  return Array.from({ length: 24 }, (_, index) => {
    const hour = thisHour - 23 + index;
    return { hour: new Date(hour * hourMs).toISOString(), count: counts.get(hour) ?? 0 };
  });
}

async function latestEvents(
  platform: Platform,
  query: Parameters<ConsoleServices['latestEvents']>[0],
): ReturnType<ConsoleServices['latestEvents']> {
  const { recsys } = platform;
  const { items } = await recsys.events.list(shopTenant, {
    limit: query.limit,
    ...(query.visitor ? { userId: query.visitor } : {}),
  });
  const seen = items.findIndex(({ eventId }) => eventId === query.after);
  const fresh = seen < 0 ? items : items.slice(0, seen);
  const names = await namesOf(
    platform,
    fresh.map(({ itemId }) => itemId),
  );
  return fresh.map((event) => consoleEvent(event, names));
}

function consoleEvent(
  event: StoredEvent,
  names: ReadonlyMap<string, string>,
): Awaited<ReturnType<ConsoleServices['latestEvents']>>[number] {
  const text = (name: string) => (typeof event.meta[name] === 'string' ? event.meta[name] : null);
  return {
    id: event.eventId,
    occurredAt: event.ts.toISOString(),
    visitor: event.userId,
    type: typeNames[event.type] ?? `type ${event.type}`,
    kind: text('kind'),
    itemId: event.itemId,
    itemName: names.get(event.itemId ?? '') ?? null,
    surface: text('surface'),
    widget: text('widget'),
    rank: typeof event.meta['rank'] === 'number' ? event.meta['rank'] : null,
    requestId: text('request_id'),
  };
}

/** Names of products by id, one query for all. */
export async function namesOf({ shop }: Platform, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  return new Map((await shop.catalog.getProductCards(wanted)).map(({ id, name }) => [id, name]));
}

function consoleModel(model: ModelVersion): ConsoleModel {
  const failed = model.gates.filter(({ passed }) => !passed);
  return {
    id: model.version,
    name: model.modelName,
    version: model.version,
    status: model.aliases.includes('champion') ? 'champion' : failed.length > 0 ? 'failed' : 'candidate',
    whyFailed: failed.map(({ reason, gate }) => reason ?? gate).join('; ') || null,
    trainedAt: model.createdAt.toISOString(),
    trainingSeconds: model.fitSeconds,
    events: model.interactionCount,
    metrics: Object.fromEntries(model.metrics.map(({ metric, value }) => [metric, value])),
  };
}

async function whyVisitor(
  platform: Platform,
  { visitor, surface }: { visitor: string; surface: string },
): ReturnType<ConsoleServices['whyVisitor']> {
  if (findUnstorable(visitor) !== null || findUnstorable(surface) !== null) return null;
  const found = await platform.recsys.explainVisitor(shopTenant, { userId: visitor, surface, k: 20 });
  if (found.history.length === 0 && found.answer.items.length === 0) return null;
  const { items } = found.answer;
  const names = await namesOf(platform, [
    ...found.history.map(({ itemId }) => itemId),
    ...items.map(({ itemId }) => itemId),
    ...items.map(({ because }) => because.itemId ?? null),
  ]);
  return {
    visitor,
    surface,
    modelVersion: found.answer.modelVersion,
    recent: found.history.map((event) => ({
      itemId: event.itemId,
      itemName: names.get(event.itemId) ?? null,
      type: typeNames[event.type] ?? `type ${event.type}`,
      occurredAt: event.ts.toISOString(),
    })),
    items: items.map((item) => ({
      itemId: item.itemId,
      itemName: names.get(item.itemId) ?? null,
      rank: item.rank,
      score: item.score,
      reasons: item.reasons,
      because: pageBecause(item.because),
      becauseName: names.get(item.because.itemId ?? '') ?? null,
      parts: item.explain.parts,
    })),
  };
}

/** The reason in the words of the pages, which make the sentence of it. */
function pageBecause(because: { kind: string; itemId?: string; category?: string }): PageBecause {
  const { kind, itemId, category } = because;
  return {
    kind,
    ...(itemId === undefined ? {} : { item_id: itemId }),
    ...(category === undefined ? {} : { category }),
  };
}
