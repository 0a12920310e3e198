import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../shell.ts';
import type { Platform } from './platform.ts';

/** The login of the demo's console. */
export interface AdminLogin {
  readonly email: string;
  readonly password: string;
}

const email = 'admin@vitrine.example';

/**
 * The first administrator: made once with a random password, which is kept readable by the owner alone, so that every later start can print it.
 * A shop whose owner made accounts of their own has no such file, and nothing is printed.
 */
export async function adminLogin({ shop, home }: Platform): Promise<AdminLogin | null> {
  const path = join(home, 'admin-login');
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept !== null) return { email, password: kept.trim() };
  const password = randomBytes(9).toString('base64url');
  const created = await shop.accounts.create({ email, password, role: 'admin' });
  if (!created.ok) {
    if (created.error.code === 'accounts.email_taken') return null;
    throw new CommandError(`The console's login could not be made: ${created.error.message}.`);
  }
  await writeFile(path, `${password}\n`, { mode: 0o600 });
  return { email, password };
}
