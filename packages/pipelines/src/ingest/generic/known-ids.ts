import type { ImportTarget } from '../writing/import-target.ts';

/** Ids looked up at most so many are kept; then it starts anew. */
const keptIds = 300_000;

/** External ids and the shop's own, looked up in batches and remembered. */
export class KnownIds {
  readonly #target: ImportTarget;
  readonly #kind: 'products' | 'customers' | 'skus';
  readonly #ids = new Map<string, string | undefined>();

  constructor(target: ImportTarget, kind: 'products' | 'customers' | 'skus') {
    this.#target = target;
    this.#kind = kind;
  }

  /** Looks up what is not known yet. */
  async learn(wanted: readonly { readonly source: string; readonly id: string }[]): Promise<void> {
    if (!this.#target.find) return;
    if (this.#ids.size > keptIds) this.#ids.clear();
    const bySource = new Map<string, Set<string>>();
    for (const { source, id } of wanted) {
      if (this.#ids.has(`${source}\u0001${id}`)) continue;
      const ids = bySource.get(source) ?? new Set();
      bySource.set(source, ids.add(id));
    }
    for (const [source, ids] of bySource) {
      const found = await this.#target.find(this.#kind, source, [...ids]);
      for (const id of ids) this.#ids.set(`${source}\u0001${id}`, found.get(id));
    }
  }

  get(source: string, id: string): string | undefined {
    return this.#ids.get(`${source}\u0001${id}`);
  }
}
