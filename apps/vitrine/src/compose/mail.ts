import { folderMail, smtpMail } from '@vitrine/backends/mail';
import { createMailRelay, type MailRelay } from '@vitrine/shop/mail';
import type { Logger } from './logger.ts';
import { folders, type Platform } from './platform.ts';

/** What takes mails from the outbox to people; `close` ends the connections. */
export interface MailPost {
  readonly relay: MailRelay;
  close(): void;
}

/** Through the server of VITRINE_SMTP_URL, or as files in the home, each with a line in the log that says where. */
export function mailOf(
  { shop, config, home }: Platform,
  { logger, siteUrl }: { logger: Logger; siteUrl: string },
): MailPost {
  const from = config.VITRINE_MAIL_FROM;
  const { VITRINE_SMTP_URL: url } = config;
  const smtp = url === undefined ? null : smtpMail({ url, from });
  const sender =
    smtp ??
    folderMail({
      folder: folders.mail(home),
      from,
      now: () => shop.context.clock.now(),
      onKept: ({ path, subject }) =>
        logger.warn({ path }, `a mail is kept as a file, because VITRINE_SMTP_URL is not set: ${subject}`),
    });
  return { relay: createMailRelay(shop.context, sender, { siteUrl }), close: () => smtp?.close() };
}
