import { judgeId, type RecordRejection } from '../record-rejection.ts';
import { scrubPersonal } from './scrub-personal.ts';

/** An event as it arrives. Fields are checked at run time, so anything may stand in them. */
export interface EventInput {
  readonly userId: string;
  /** Absent or empty for events of a whole order or session. */
  readonly itemId?: string | null | undefined;
  /** 0 view, 1 click, 2 add, 3 purchase, 4 custom, 5 to 255 registered by the tenant. */
  readonly type?: number | undefined;
  /** Units bought, seconds looked, stars given; 1 when absent. */
  readonly value?: number | undefined;
  /** The client's time; the server's rules unless this is a backfill. */
  readonly ts?: Date | string | undefined;
  readonly meta?: Readonly<Record<string, unknown>> | null | undefined;
  /** The sender's own id of the event: a second event with it in the same tenant is a retry and dropped. */
  readonly sourceEventId?: string | null | undefined;
}

/** An event that may be stored: checked, scrubbed, timed. */
export interface AcceptedEvent {
  readonly userId: string;
  readonly itemId: string | null;
  readonly type: number;
  readonly value: number;
  readonly ts: Date;
  readonly clientTs: Date | null;
  readonly sourceEventId: string | null;
  readonly meta: Readonly<Record<string, unknown>>;
}

const maximumMetaBytes = 16_384;
const maximumValue = 1e9;
const earliestMs = Date.UTC(1990, 0, 1);
const clientSlackMs = 86_400_000;

type Judged = { ok: true; event: AcceptedEvent } | { ok: false; rejection: Omit<RecordRejection, 'index'> };

/** Checks one event and makes it storable. With `backfill` its own time is the time. */
export function judgeEvent(raw: unknown, options: { now: Date; backfill: boolean }): Judged {
  const refuse = (field: string, error: RecordRejection['error'], message: string): Judged => ({
    ok: false,
    rejection: { field, error, message },
  });
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return refuse('', 'wrong_type', 'must be an object');
  const input = raw as { [field in keyof EventInput]?: unknown };
  const userProblem = judgeId(input.userId, 'user_id');
  if (userProblem !== null) return { ok: false, rejection: userProblem };
  const itemId = input.itemId === '' || input.itemId === undefined ? null : input.itemId;
  const sourceEventId = input.sourceEventId === '' || input.sourceEventId === undefined ? null : input.sourceEventId;
  const idProblem =
    (itemId === null ? null : judgeId(itemId, 'item_id')) ??
    (sourceEventId === null ? null : judgeId(sourceEventId, 'source_event_id'));
  if (idProblem !== null) return { ok: false, rejection: idProblem };
  const type = input.type ?? 0;
  if (typeof type !== 'number') return refuse('type', 'wrong_type', 'must be a number');
  if (!Number.isInteger(type) || type < 0 || type > 255)
    return refuse('type', 'out_of_range', 'must be a whole number from 0 to 255');
  const value = input.value ?? 1;
  if (typeof value !== 'number') return refuse('value', 'wrong_type', 'must be a number');
  if (!(Math.abs(value) <= maximumValue))
    return refuse('value', 'out_of_range', `must be a finite number of at most ${maximumValue}`);
  const time = judgeTime(input.ts, options.now);
  if (!time.ok) return time;
  if (options.backfill && time.at === null)
    return refuse('ts', 'missing', 'a backfilled event needs its original time, RFC 3339');
  const meta = judgeMeta(input.meta);
  if (!meta.ok) return meta;
  return {
    ok: true,
    event: {
      userId: input.userId as string,
      itemId: itemId as string | null,
      type,
      value,
      ts: options.backfill && time.at !== null ? time.at : options.now,
      clientTs: options.backfill ? null : time.at,
      sourceEventId: sourceEventId as string | null,
      meta: meta.meta,
    },
  };
}

type Refusal = { ok: false; rejection: Omit<RecordRejection, 'index'> };

function judgeTime(raw: unknown, now: Date): { ok: true; at: Date | null } | Refusal {
  if (raw === undefined || raw === null || raw === '') return { ok: true, at: null };
  const bad = (message: string): Refusal => ({
    ok: false,
    rejection: { field: 'ts', error: 'invalid_timestamp', message },
  });
  if (!(raw instanceof Date) && typeof raw !== 'string')
    return bad('must be an RFC 3339 time such as 2026-01-31T12:00:00Z');
  if (typeof raw === 'string' && !/^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)$/.test(raw)) {
    return bad('must be an RFC 3339 time with a zone, such as 2026-01-31T12:00:00Z');
  }
  const at = new Date(raw);
  if (Number.isNaN(at.getTime())) return bad('is no date of the calendar');
  if (at.getTime() < earliestMs || at.getTime() > now.getTime() + clientSlackMs) {
    return bad('must lie between 1990-01-01 and one day from now');
  }
  return { ok: true, at };
}

function judgeMeta(raw: unknown): { ok: true; meta: Record<string, unknown> } | Refusal {
  if (raw === undefined || raw === null) return { ok: true, meta: {} };
  if (typeof raw !== 'object' || Array.isArray(raw) || raw instanceof Date) {
    return { ok: false, rejection: { field: 'meta', error: 'wrong_type', message: 'must be an object' } };
  }
  const meta = scrubPersonal(raw) as Record<string, unknown>;
  const session = meta['session_id'];
  if (typeof session === 'string' && session.length > 256) {
    return {
      ok: false,
      rejection: { field: 'meta.session_id', error: 'too_long', message: 'at most 256 characters are allowed' },
    };
  }
  const bytes = Buffer.byteLength(JSON.stringify(meta));
  if (bytes > maximumMetaBytes) {
    return {
      ok: false,
      rejection: {
        field: 'meta',
        error: 'too_large',
        message: `has ${bytes} bytes as JSON; at most ${maximumMetaBytes} are allowed`,
      },
    };
  }
  return { ok: true, meta };
}
