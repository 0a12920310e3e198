import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailSender } from '@vitrine/shop/mail';
import { createTransport } from 'nodemailer';

/** Where mails are kept, whom they come from, and who is told of each. */
export interface FolderMailOptions {
  readonly folder: string;
  /** `Vitrine <shop@example.org>` */
  readonly from: string;
  readonly now: () => Date;
  readonly onKept?: (kept: { to: string; subject: string; path: string }) => void;
}

let serial = 0;

/** Keeps mails as .eml files, which any mail program opens, instead of sending them. */
export function folderMail(options: FolderMailOptions): MailSender {
  const { folder, from, now, onKept } = options;
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(mail) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const written = await writer.sendMail({ from, ...mail, date: now() });
      serial += 1;
      const time = now().toISOString().replaceAll(/[:.]/g, '-');
      const name = `${time}-${process.pid}-${serial}-${mail.to.replaceAll(/[^\w.@+-]/g, '_').slice(0, 80)}.eml`;
      const path = join(folder, name);
      // A reader must never find half a mail.
      await writeFile(`${path}.part`, written.message as Buffer, { mode: 0o600 });
      await rename(`${path}.part`, path);
      onKept?.({ to: mail.to, subject: mail.subject, path });
    },
  };
}
