import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** Listens to NOTIFY channels; shared by every subscriber of one connection. */
export interface NotificationHub {
  listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

type Subscribers = Map<string, Set<(payload: string) => void>>;

/** Quotes a channel name, which cannot be a parameter. */
export function quoteChannel(channel: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(channel)) {
    throw new Error(`"${channel}" is not a channel name: use lower-case letters, digits and underscores, at most 63.`);
  }
  return `"${channel}"`;
}

/** The subscriber book that both hubs keep. */
export function subscriberBook(): {
  subscribers: Subscribers;
  add(channel: string, onNotify: (payload: string) => void): { first: boolean };
  remove(channel: string, onNotify: (payload: string) => void): { last: boolean };
  deliver(channel: string, payload: string): void;
} {
  const subscribers: Subscribers = new Map();
  return {
    subscribers,
    add(channel, onNotify) {
      const present = subscribers.get(channel);
      if (present) present.add(onNotify);
      else subscribers.set(channel, new Set([onNotify]));
      return { first: !present };
    },
    remove(channel, onNotify) {
      const present = subscribers.get(channel);
      present?.delete(onNotify);
      const last = present !== undefined && present.size === 0;
      if (last) subscribers.delete(channel);
      return { last };
    },
    deliver(channel, payload) {
      for (const onNotify of subscribers.get(channel) ?? []) onNotify(payload);
    },
  };
}

/**
 * A hub on one connection of its own, opened at the first `listen` and reopened with growing pauses when it is lost.
 * Notifications sent while it was down are lost (PostgreSQL keeps none): after reopening every subscriber is called
 * once with an empty payload, which means "look for yourself".
 */
export function serverHub(url: string, log: (line: string) => void): NotificationHub {
  const book = subscriberBook();
  let client: Client | null = null;
  let opening: Promise<Client> | null = null;
  const life = { closed: false };

  async function connect(): Promise<Client> {
    const made = new Client({ connectionString: url, keepAlive: true, application_name: 'vitrine-listen' });
    made.on('error', () => undefined);
    made.on('notification', (message) => book.deliver(message.channel, message.payload ?? ''));
    await made.connect();
    made.once('end', () => {
      if (client === made) client = null;
      if (!life.closed && book.subscribers.size > 0) void reopen();
    });
    client = made;
    return made;
  }

  function open(): Promise<Client> {
    if (client) return Promise.resolve(client);
    opening ??= connect().finally(() => {
      opening = null;
    });
    return opening;
  }

  async function reopen(): Promise<void> {
    for (let pauseMs = 100; !life.closed; pauseMs = Math.min(pauseMs * 2, 10_000)) {
      await sleep(pauseMs, undefined, { ref: false });
      try {
        const again = await open();
        for (const channel of book.subscribers.keys()) await again.query(`listen ${quoteChannel(channel)}`);
        for (const channel of book.subscribers.keys()) book.deliver(channel, '');
        return;
      } catch (error) {
        log(`Waiting for the database to listen again: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  return {
    async listen(channel, onNotify) {
      const quoted = quoteChannel(channel);
      const listener = await open();
      book.add(channel, onNotify);
      await listener.query(`listen ${quoted}`);
      return async () => {
        if (book.remove(channel, onNotify).last && client) await client.query(`unlisten ${quoted}`);
      };
    },
    async close() {
      life.closed = true;
      await client?.end();
    },
  };
}
