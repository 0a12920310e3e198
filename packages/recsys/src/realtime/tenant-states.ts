import {
  refreshCatalog,
  refreshModel,
  refreshPopularity,
  type RefreshPorts,
  refreshSettings,
} from './refresh-state.ts';
import { TenantState } from './tenant-state.ts';

/** What of a tenant's state is to be brought up to date. */
export type StatePart = 'catalog' | 'settings' | 'popularity' | 'model';

interface Entry {
  readonly state: TenantState;
  readonly loaded: Promise<void>;
  isLoaded: boolean;
  /** One chain per part, so that refreshes of the same part never overlap. */
  readonly chains: Map<StatePart, Promise<void>>;
}

/** How often each part is looked at without a notification, in milliseconds. */
const pollEveryMs: Record<StatePart, number> = { catalog: 1000, settings: 5000, popularity: 5000, model: 5000 };

/** The memory of every tenant this process has served, kept fresh by notifications and, where there are none, by polls. */
export class TenantStates {
  readonly #ports: RefreshPorts;
  readonly #entries = new Map<number, Entry>();
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(ports: RefreshPorts) {
    this.#ports = ports;
  }

  /** Starts the polls; they keep no process alive. */
  startPolling(): void {
    for (const [part, everyMs] of Object.entries(pollEveryMs)) {
      const timer = setInterval(() => this.#poll(part as StatePart), everyMs);
      timer.unref();
      this.#timers.push(timer);
    }
  }

  /** The state of a namespace; the first call for it starts loading. */
  of(namespaceId: number): { state: TenantState; loaded: Promise<void>; isLoaded: boolean } {
    const known = this.#entries.get(namespaceId);
    if (known !== undefined) return known;
    const state = new TenantState(namespaceId);
    const entry: Entry = { state, loaded: this.#load(state), isLoaded: false, chains: new Map() };
    this.#entries.set(namespaceId, entry);
    void this.#noteLoaded(entry);
    return entry;
  }

  /** The state of a namespace that is in memory already; writers must not load what only readers need. */
  peek(namespaceId: number): TenantState | null {
    return this.#entries.get(namespaceId)?.state ?? null;
  }

  /** Brings one part of a loaded namespace up to date; nothing to do where nothing is loaded. */
  async refresh(namespaceId: number, part: StatePart, options: { full: boolean } = { full: false }): Promise<void> {
    const entry = this.#entries.get(namespaceId);
    if (entry === undefined) return;
    await entry.loaded;
    const work = async (): Promise<void> => {
      if (part === 'catalog') await refreshCatalog(this.#ports, entry.state);
      else if (part === 'settings') await refreshSettings(this.#ports, entry.state);
      else if (part === 'popularity') await refreshPopularity(this.#ports, entry.state, options);
      else await refreshModel(this.#ports, entry.state);
    };
    const next = (entry.chains.get(part) ?? Promise.resolve()).then(work);
    entry.chains.set(
      part,
      next.catch(() => undefined),
    );
    await next;
  }

  /** Like `refresh` for callers whose own work is done: a failure is counted, never theirs, and the next poll tries again. */
  async refreshQuietly(namespaceId: number, part: StatePart): Promise<void> {
    try {
      await this.refresh(namespaceId, part);
    } catch (error) {
      this.#ports.metrics.count('recsys_refresh_failures_total', { part });
      this.#ports.log(`refresh of ${part} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Stops the polls and waits for refreshes under way. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    const entries = [...this.#entries.values()];
    await Promise.allSettled(entries.flatMap((entry) => [entry.loaded, ...entry.chains.values()]));
  }

  async #noteLoaded(entry: Entry): Promise<void> {
    try {
      await entry.loaded;
      entry.isLoaded = true;
    } catch {
      // Forgotten, so that the next request tries again; those who wait now see the error.
      this.#entries.delete(entry.state.namespaceId);
    }
  }

  async #load(state: TenantState): Promise<void> {
    await Promise.all([refreshSettings(this.#ports, state), refreshCatalog(this.#ports, state)]);
    await Promise.all([refreshPopularity(this.#ports, state, { full: true }), refreshModel(this.#ports, state)]);
  }

  #poll(part: StatePart): void {
    for (const [namespaceId, entry] of this.#entries) if (entry.isLoaded) void this.refreshQuietly(namespaceId, part);
  }
}
