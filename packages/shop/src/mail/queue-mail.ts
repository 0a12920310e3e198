import { appendOutbox } from '@vitrine/database';
import type { Transaction } from 'kysely';
import type { QueuedOrderMail } from '../orders/order-mails.ts';
import type { ShopTables } from '../tables.ts';
import type { AccountMail } from './account-mails.ts';
import type { MailWords } from './write-mail.ts';

/**
 * A mail that waits. Those of accounts name what they are about and get their words, and their link, when they are sent: no secret
 * waits in the outbox. Others bring their words along.
 */
export type QueuedMail =
  | {
      readonly kind: 'account';
      readonly mail: AccountMail;
      readonly to: string;
      readonly locale: string;
      readonly firstName: string | null;
      /** Whose link the mail carries; null for a mail without one. */
      readonly requestId: string | null;
    }
  /** Somebody asked for a new password: whether the address is known is looked up when the mail's turn comes, out of sight of who asked. */
  | { readonly kind: 'reset_asked'; readonly email: string; readonly locale: string }
  | QueuedOrderMail
  | { readonly kind: 'words'; readonly to: string; readonly words: MailWords };

/** Puts a mail in the outbox within the caller's transaction: it goes out if and only if the change is kept. Mails of one key keep their order. */
export function queueMail(trx: Transaction<ShopTables>, key: string, mail: QueuedMail): Promise<void> {
  return appendOutbox(trx, [{ topic: 'mail', key, payload: mail }]);
}
