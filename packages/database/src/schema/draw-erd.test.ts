import { describe, expect, it } from 'vitest';
import { drawErd } from './draw-erd.ts';
import type { SchemaConstraint, SchemaRelation } from './read-schema.store.ts';

const rule = (kind: SchemaConstraint['kind'], columns: string[], target: string | null = null): SchemaConstraint => ({
  name: columns.join('_'),
  kind,
  columns,
  target,
  definition: '',
});
const table = (name: string, columns: [string, boolean][], constraints: SchemaConstraint[]): SchemaRelation => ({
  schema: 'shop',
  name,
  kind: 'table',
  partitionKey: null,
  comment: null,
  definition: null,
  constraints,
  indexes: [],
  columns: columns.map(([column, notNull]) => ({
    name: column,
    type: 'timestamp with time zone',
    notNull,
    generation: null,
  })),
});

describe('DB-1 diagram', () => {
  it('marks keys and draws one-to-many, optional and one-to-one references', () => {
    const relations = [
      table('product', [['id', true]], [rule('primary', ['id'])]),
      table(
        'sku',
        [
          ['id', true],
          ['product_id', true],
          ['old_id', false],
        ],
        [
          rule('primary', ['id']),
          rule('foreign', ['product_id'], 'shop.product'),
          rule('foreign', ['old_id'], 'shop.product'),
        ],
      ),
      table('stock', [['sku_id', true]], [rule('primary', ['sku_id']), rule('foreign', ['sku_id'], 'shop.sku')]),
    ];
    const drawing = drawErd({ relations, functions: [], triggers: [] })['shop'] ?? '';
    expect(drawing).toContain('    timestamp_with_time_zone product_id FK\n');
    expect(drawing).toContain('old_id FK "may be null"');
    expect(drawing).toContain('sku_id PK, FK\n');
    expect(drawing).toContain('  product ||--o{ sku : "product_id"');
    expect(drawing).toContain('  product |o--o{ sku : "old_id"');
    expect(drawing).toContain('  sku ||--o| stock : "sku_id"');
  });
});
