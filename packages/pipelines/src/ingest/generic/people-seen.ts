import type { ShopCustomer } from '@vitrine/shop/loading';
import type { ImportRun } from '../import-run.ts';
import type { ImportTarget } from '../writing/import-target.ts';
import type { RecordWriter } from '../writing/record-writer.ts';
import { KnownIds } from './known-ids.ts';

const step = 5000;

/** The people that orders or reviews name. Memory grows with their number, not with the rows. */
export class PeopleSeen {
  readonly #people = new Map<string, { source: string; id: string; at: Date; country: string | null }>();

  add(person: { source: string; id: string; at: Date; country: string | null }): void {
    const key = `${person.source}\u0001${person.id}`;
    const known = this.#people.get(key);
    if (!known) this.#people.set(key, { ...person });
    else if (person.at < known.at) known.at = person.at;
  }

  /** Makes customers of those that the shop does not have; the others are left as they are. */
  async writeMissing(target: ImportTarget, writer: RecordWriter, run: ImportRun): Promise<void> {
    const all = [...this.#people.values()];
    let made = 0;
    for (let start = 0; start < all.length; start += step) {
      const some = all.slice(start, start + step);
      const known = new KnownIds(target, 'customers');
      await known.learn(some);
      const missing = some.filter(({ source, id }) => known.get(source, id) === undefined);
      made += missing.length;
      await writer.writeCustomers(missing.map((person) => ({ file: 'all files', line: 0, row: customerOf(person) })));
    }
    if (made > 0)
      run.notes.push(`${made} people were not known before: they became customers, joined when they were first seen.`);
  }
}

function customerOf({
  source,
  id,
  at,
  country,
}: {
  source: string;
  id: string;
  at: Date;
  country: string | null;
}): ShopCustomer {
  return { source, externalId: id, joinedAt: at, country };
}
