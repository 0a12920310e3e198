import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, 'package-lock.json'))) return at;
  }
  throw new Error('No package-lock.json above the testkit: run the tests inside a checkout.');
}

/** The root of this checkout. */
export const checkoutRoot = findRoot();

/** A folder of the system's temporary place that belongs to this checkout and account alone. */
export const testHome = join(
  tmpdir(),
  `vitrine-test-${createHash('sha256')
    .update(`${process.getuid?.() ?? ''}${checkoutRoot}`)
    .digest('hex')
    .slice(0, 10)}`,
);
