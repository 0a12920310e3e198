import { drainOutbox } from '@vitrine/database';
import { issueLink } from '../accounts/account-requests.ts';
import { openReset } from '../accounts/change-password.ts';
import { orderMailWords } from '../orders/order-mails.ts';
import { selectOrder, selectOrderToken } from '../orders/order-reads.store.ts';
import type { ShopContext } from '../shop-context.ts';
import { accountMailWords, type AccountMail } from './account-mails.ts';
import type { Mail, MailSender } from './mail-sender.ts';
import type { QueuedMail } from './queue-mail.ts';
import { writeMail, type MailWords } from './write-mail.ts';

/** Takes mails from the outbox to the sender. */
export interface MailRelay {
  /** Sends what is due, oldest first, and answers how many went; what fails is tried again later, ever more patiently. */
  drain(): Promise<number>;
}

const linkPages: Readonly<Record<AccountMail, string>> = {
  verify_email: '/account/verify',
  email_taken: '/account/forgot',
  reset_password: '/account/reset',
  change_email: '/account/verify',
  password_changed: '/account/forgot',
};

/** The words with the site before their path: never the host a request claimed, which whoever asked could have made up. */
function ofSite(words: MailWords, siteUrl: string): MailWords {
  const { action } = words;
  return action?.url.startsWith('/') ? { ...words, action: { ...action, url: siteUrl + action.url } } : words;
}

/** The mail with its link made now; null when nobody waits for it any more, or when another one is queued instead. */
async function mailOf(context: ShopContext, queued: QueuedMail, siteUrl: string): Promise<Mail | null> {
  if (queued.kind === 'words') return writeMail(queued.to, ofSite(queued.words, siteUrl));
  if (queued.kind === 'reset_asked') {
    await openReset(context, queued);
    return null;
  }
  if (queued.kind === 'order') return mailOfOrder(context, queued, siteUrl);
  const { mail, to, locale, firstName, requestId } = queued;
  const token = requestId === null ? null : await issueLink(context, requestId);
  if (requestId !== null && token === null) return null;
  const page = `${siteUrl}${locale.startsWith('de') ? '/de' : ''}${linkPages[mail]}`;
  const url = token === null ? page : `${page}?token=${token}`;
  return writeMail(to, accountMailWords(mail, locale, { firstName, url }));
}

/** A mail about an order as it stands now; null for one without an address to write to. */
async function mailOfOrder(
  context: ShopContext,
  { mail, orderId, locale }: Extract<QueuedMail, { kind: 'order' }>,
  siteUrl: string,
): Promise<Mail | null> {
  const order = await selectOrder({ ...context, locale }, orderId);
  if (order === null || order.email === null) return null;
  const token = await selectOrderToken(context, orderId);
  return writeMail(order.email, orderMailWords(mail, order, { locale, siteUrl, token }));
}

/** Binds a shop's outbox to what sends mail. `siteUrl` is where links lead, without a slash at the end. */
export function createMailRelay(context: ShopContext, sender: MailSender, options: { siteUrl: string }): MailRelay {
  return {
    async drain() {
      let sent = 0;
      for (;;) {
        const now = await drainOutbox(context.db, {
          topics: ['mail'],
          // One at a time: a failing mail must not send its neighbours a second time.
          batchSize: 1,
          clock: context.clock,
          async deliver(entries) {
            for (const entry of entries) {
              const mail = await mailOf(context, entry.payload as QueuedMail, options.siteUrl);
              if (mail !== null) await sender.send(mail);
            }
          },
        });
        if (now === 0) return sent;
        sent += now;
      }
    },
  };
}
