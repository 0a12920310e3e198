import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findMigrationSources, readMigrations } from '@vitrine/database';
import { checkoutRoot } from '@vitrine/testkit/database';
import { describe, expect, it } from 'vitest';
import { splitStatements } from './split-statements.ts';

describe('DB-1 normalisation document', () => {
  it('argues every table there is, and none that is not', async () => {
    const files = await readMigrations(findMigrationSources(checkoutRoot));
    const made = files.flatMap((file) =>
      splitStatements(file.text).flatMap((statement) => {
        const table = /^create table (?:if not exists )?([a-z_]+\.[a-z0-9_]+)/.exec(statement.bare)?.[1];
        return table === undefined || statement.bare.includes(' partition of ') ? [] : [table];
      }),
    );
    const page = readFileSync(join(checkoutRoot, 'docs/database/normalisation.md'), 'utf8');
    const argued = [...page.matchAll(/^\| `([a-z_]+\.[a-z0-9_]+)` \|/gm)].map((match) => match[1]);
    expect(argued.toSorted()).toEqual(made.toSorted());
  });
});
