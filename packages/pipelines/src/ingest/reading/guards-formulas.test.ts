import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTable, readTable } from './row-batches.ts';

const spec = { name: 'products', columns: [{ name: 'sku' }, { name: 'name' }] };

async function namesIn(folder: string, file = 'products.csv'): Promise<readonly string[]> {
  const table = await openTable({ path: join(folder, file), bytes: 0 }, [spec]);
  const names: string[] = [];
  for await (const rows of readTable(table, () => undefined)) names.push(...rows.map(({ fields }) => fields[1] ?? ''));
  return names;
}

describe('DB-8 apostrophes against formulas', () => {
  it('are taken off, but for files whose manifest says that there are none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-guard-'));
    const manifest = (content: unknown) => writeFile(join(folder, 'manifest.json'), JSON.stringify(content));
    try {
      for (const file of ['products.csv', 'other.csv']) await writeFile(join(folder, file), "sku,name\n1,'=1+1\n");
      expect(await namesIn(folder)).toEqual(['=1+1']);
      await manifest({ formulaGuard: true, files: [{ name: 'products.csv' }] });
      expect(await namesIn(folder)).toEqual(['=1+1']);
      await manifest({ formulaGuard: false, files: [{ name: 'products.csv' }] });
      expect(await namesIn(folder)).toEqual(["'=1+1"]);
      expect(await namesIn(folder, 'other.csv')).toEqual(['=1+1']);
      await manifest(null);
      expect(await namesIn(folder)).toEqual(['=1+1']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
