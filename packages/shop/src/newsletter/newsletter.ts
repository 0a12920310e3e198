import { inTransaction } from '@vitrine/database';
import { isEmail } from '../accounts/password-rules.ts';
import { hashToken, isTokenForm, newToken } from '../accounts/secret-token.ts';
import { bookAction, type ActionLimits } from '../accounts/throttle.store.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { newsletterWords } from './newsletter-words.ts';
import { markSubscription, upsertSubscription } from './newsletter.store.ts';

/** Why an address was not taken. */
export type NewsletterFailure =
  | { readonly code: 'newsletter.invalid_email'; readonly field: 'email' }
  | { readonly code: 'newsletter.throttled'; readonly retryAfterSec: number };

/** The letter: asked for, confirmed by the link of a mail, ended by one click. */
export interface NewsletterUseCases {
  /**
   * Sends the link that confirms. The answer is the same for an address that has the letter already, so that nobody learns
   * who reads it. A network address asks for so many an hour: else it could have us write to half the world.
   */
  ask(email: string, origin?: { readonly address?: string }): Promise<Outcome<true, NewsletterFailure>>;
  /** False when the link is nobody's. */
  confirm(token: string): Promise<boolean>;
  /** False when the link is nobody's. */
  end(token: string): Promise<boolean>;
}

const pauseMs = 10 * 60_000;
const limits: ActionLimits = { windowMs: 3_600_000, perEmail: 5, perAddress: 30 };

/** The letter's use cases bound to a visitor's context. */
export function bindNewsletter(context: ShopContext): NewsletterUseCases {
  const { db, clock, locale } = context;
  const mark = async (token: string, as: 'confirmed' | 'ended') =>
    isTokenForm(token) && markSubscription(db, { tokenHash: hashToken(token), mark: as, now: clock.now() });
  return {
    async ask(given, { address = '' } = {}) {
      const email = given.trim().toLowerCase();
      if (!isEmail(email)) return failure({ code: 'newsletter.invalid_email', field: 'email' });
      const retryAfterSec = await bookAction(context, { action: 'newsletter', email, address }, limits);
      if (retryAfterSec !== null) return failure({ code: 'newsletter.throttled', retryAfterSec });
      const token = newToken();
      const now = clock.now();
      const notBefore = new Date(now.getTime() - pauseMs);
      await inTransaction(db, async (trx) => {
        const isNew = await upsertSubscription(trx, { email, locale, tokenHash: hashToken(token), now, notBefore });
        if (!isNew) return;
        const words = newsletterWords(locale, `${locale.startsWith('de') ? '/de' : ''}/newsletter/${token}`);
        await queueMail(trx, `newsletter:${email}`, { kind: 'words', to: email, words });
      });
      return success(true);
    },
    confirm: (token) => mark(token, 'confirmed'),
    end: (token) => mark(token, 'ended'),
  };
}
