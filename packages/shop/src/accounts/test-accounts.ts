import type { Clock } from '@vitrine/database';
import type { Kysely } from 'kysely';
import { createShop, type ShopTables } from '../index.ts';
import { createMailRelay, type Mail } from '../mail/index.ts';

/** A shop on a test's own database whose mails are kept in a list. */
export function startTestAccounts(db: Kysely<ShopTables>, clock: Clock) {
  const shop = createShop({ db, clock });
  const mails: Mail[] = [];
  const relay = createMailRelay(
    shop.context,
    { send: async (mail) => void mails.push(mail) },
    { siteUrl: 'https://shop.example' },
  );
  const mailsTo = async (email: string): Promise<Mail[]> => {
    await relay.drain();
    return mails.filter((mail) => mail.to === email);
  };
  return {
    shop,
    relay,
    mailsTo,
    /** The token in the newest mail to somebody. */
    async tokenFor(email: string): Promise<string> {
      const found = (await mailsTo(email)).at(-1);
      return /token=([\w-]+)/.exec(found?.text ?? '')?.[1] ?? '';
    },
    /** Somebody registered and confirmed. */
    async aPerson(email: string, password = 'a long enough phrase') {
      await shop.accounts.register({ email, password, firstName: 'Ada' });
      const opened = await shop.accounts.confirmEmail(await this.tokenFor(email));
      if (!opened.ok) throw new Error(opened.error.code);
      return opened.value;
    },
  };
}
