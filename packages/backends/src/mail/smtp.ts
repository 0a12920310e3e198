import type { MailSender } from '@vitrine/shop/mail';
import { createTransport } from 'nodemailer';

/** Which server takes the mails, and whom they come from. */
export interface SmtpMailOptions {
  /** `smtps://user:password@mail.example.org:465`, or `smtp://…`, which goes over to TLS where the server offers it. */
  readonly url: string;
  readonly from: string;
}

const timeoutMs = 20_000;

/** Sends mails through an SMTP server, over a few connections that are kept open; `close` ends them. */
export function smtpMail({ url, from }: SmtpMailOptions): MailSender & { close(): void } {
  const { protocol, hostname, port, username, password } = new URL(url);
  const isTls = protocol === 'smtps:';
  const transport = createTransport({
    pool: true,
    maxConnections: 2,
    host: hostname,
    port: port === '' ? (isTls ? 465 : 587) : Number(port),
    secure: isTls,
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      await transport.sendMail({ from, ...mail });
    },
    close: () => transport.close(),
  };
}
