import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { RunningShop } from './running-shop.ts';

/** The link in the newest mail to somebody that leads to a page; mails are written beside the request, so it may take a moment. */
export async function mailedLink(
  { home, url }: Pick<RunningShop, 'home' | 'url'>,
  { email, page }: { readonly email: string; readonly page: string },
): Promise<string> {
  const wanted = new RegExp(`(?:/de)?${page}\\?token=[\\w-]{43}`);
  const linked = () =>
    keptMails(join(home, 'mail'))
      .filter((name) => name.includes(email))
      .toSorted()
      .toReversed()
      .map((name) => readFileSync(join(home, 'mail', name), 'utf8'))
      .map((text) => wanted.exec(text.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '='))?.[0])
      .find((link) => link !== undefined);
  await expect.poll(linked, { message: `a mail to ${email} that leads to ${page}`, timeout: 60_000 }).toBeDefined();
  return `${url}${linked() ?? ''}`;
}

function keptMails(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.eml'));
  } catch {
    return [];
  }
}
