import { drawn } from './crash-rounds.ts';

/** A page that reports what its visitor does, and remembers what was answered. */
export interface CrashVisitor {
  /** `source_event_id` of all events sent, as the page named them. */
  readonly sent: Set<string>;
  readonly acknowledged: Set<string>;
  /** Events that a retry found stored already. */
  again: number;
  /** Statuses other than 202. */
  readonly refusals: string[];
}

const eventsPerBatch = 3;
const batchesAtOnce = 3;

/** Sends batches to a shop, first those never answered, until it dies or `onAnswer` says that it was enough. */
export async function sendUntilDeath(
  visitor: CrashVisitor,
  shop: { readonly url: string },
  onAnswer: (answers: number) => boolean,
): Promise<void> {
  const unanswered = [...visitor.sent].filter((id) => !visitor.acknowledged.has(id));
  const queue = batches(unanswered, visitor.sent.size);
  let answers = 0;
  const lane = async () => {
    for (const ids of queue) {
      for (const id of ids) visitor.sent.add(id);
      const answer = await send(shop.url, ids);
      if (answer === 'dead') return;
      // All or none of a batch: anything between would be half a write.
      if (answer.status !== 202 || ![answer.accepted, answer.duplicates].includes(ids.length)) {
        visitor.refusals.push(JSON.stringify(answer));
        return;
      }
      for (const id of ids) visitor.acknowledged.add(id);
      visitor.again += answer.duplicates;
      answers += 1;
      if (!onAnswer(answers)) return;
    }
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, lane));
}

function* batches(retry: readonly string[], next: number): Generator<string[]> {
  for (let at = 0; at < retry.length; at += eventsPerBatch) yield retry.slice(at, at + eventsPerBatch);
  for (let n = next; ; n += eventsPerBatch)
    yield Array.from({ length: eventsPerBatch }, (_, index) => `crash-${n + index}`);
}

interface Answer {
  readonly status: number;
  readonly accepted: number;
  readonly duplicates: number;
}

/** One POST as the pages send it. A connection that breaks is no answer. */
async function send(url: string, ids: readonly string[]): Promise<Answer | 'dead'> {
  const events = ids.map((id) => ({
    type: drawn(id) < 0.5 ? 'view' : 'click',
    item_id: 'thing-1',
    source_event_id: id,
    meta: { surface: 'home' },
  }));
  try {
    const response = await fetch(`${url}/api/interactions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        cookie: 'vitrine_sid=crash-test-session-1',
      },
      body: JSON.stringify({ events }),
      signal: AbortSignal.timeout(20_000),
    });
    const body = (await response.json()) as { accepted?: number; duplicates?: number };
    return { ...body, status: response.status, accepted: body.accepted ?? 0, duplicates: body.duplicates ?? 0 };
  } catch {
    return 'dead';
  }
}
