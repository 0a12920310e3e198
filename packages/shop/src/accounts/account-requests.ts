import { newId } from '@vitrine/database';
import type { Transaction } from 'kysely';
import { queueMail } from '../mail/queue-mail.ts';
import type { AccountMail } from '../mail/account-mails.ts';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import { insertRequest, insertRequestToken, type RequestPurpose } from './account-requests.store.ts';
import { hashToken, newToken } from './secret-token.ts';

const hourMs = 3_600_000;
const livesMs: Readonly<Record<RequestPurpose, number>> = {
  verify_email: 24 * hourMs,
  reset_password: hourMs,
  change_email: 24 * hourMs,
};

/** Makes a link for a request that waits; null when it was answered or its time is over. The token is shown once, in the mail. */
export async function issueLink(context: ShopContext, requestId: string): Promise<string | null> {
  const token = newToken();
  return (await insertRequestToken(context, requestId, hashToken(token))) ? token : null;
}

/** Who gets a mail about an account. */
export interface MailReader {
  readonly accountId: string;
  readonly email: string;
  readonly firstName: string | null;
  readonly locale: string;
}

/** Writes a request down and queues the mail with its link. */
export async function openRequest(
  trx: Transaction<ShopTables>,
  context: ShopContext,
  asked: MailReader & { purpose: RequestPurpose; passwordHash: string | null },
): Promise<void> {
  const id = newId(context.clock);
  const createdAt = context.clock.now();
  const expiresAt = new Date(createdAt.getTime() + livesMs[asked.purpose]);
  const { accountId, purpose, email, passwordHash } = asked;
  await insertRequest(trx, { id, accountId, purpose, email, passwordHash, createdAt, expiresAt });
  await tellByMail(trx, asked, { mail: purpose, requestId: id });
}

/** Queues a mail about an account. */
export async function tellByMail(
  trx: Transaction<ShopTables>,
  reader: MailReader,
  told: { mail: AccountMail; requestId: string | null },
): Promise<void> {
  const { accountId, email, firstName, locale } = reader;
  await queueMail(trx, accountId, { kind: 'account', to: email, firstName, locale, ...told });
}
