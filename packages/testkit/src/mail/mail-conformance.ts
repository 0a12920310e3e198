import type { MailSender } from '@vitrine/shop/mail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** One implementation under test, and how to read what it sent: whole messages as on the wire, oldest first. */
export interface MailTarget {
  readonly sender: MailSender;
  received(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What every MailSender promises; run on each implementation. */
export function mailConformance(name: string, open: () => Promise<MailTarget>): void {
  describe(`ACC-1 mail by ${name}`, () => {
    let target: MailTarget;
    beforeAll(async () => {
      target = await open();
    });
    afterAll(() => target?.close());

    it('takes text and HTML to one person, umlauts and all', async () => {
      await target.sender.send({
        to: 'ada@example.org',
        subject: 'Bestätige deine Adresse',
        text: 'Schöne Grüße\n',
        html: '<p>Schöne Grüße</p>',
      });
      const [message = ''] = await target.received();
      expect(message).toMatch(/^To: ada@example\.org\r?$/m);
      expect(message).toMatch(/^From: Vitrine <shop@example\.org>\r?$/m);
      expect(message).toMatch(/^Subject: =\?UTF-8\?/m);
      expect(message).toMatch(/^Content-Type: multipart\/alternative/m);
      expect(message).toMatch(/Sch=C3=B6ne Gr=C3=BC=C3=9Fe/);
      expect(message).toMatch(/^Content-Type: text\/html; charset=utf-8\r?$/m);
      expect(message).toMatch(/^(?:Date|Message-ID): /m);
    });

    it('lets nobody add headers or readers through a subject or an address', async () => {
      const before = (await target.received()).length;
      const sent = await target.sender
        .send({ to: 'bob@example.org', subject: 'Hi\r\nBcc: eve@example.org', text: 'x', html: 'x' })
        .then(() => true);
      expect(sent).toBe(true);
      const message = (await target.received()).at(-1) ?? '';
      expect((await target.received()).length).toBe(before + 1);
      expect(message).not.toMatch(/^Bcc:/im);
    });

    it('keeps the order and loses none of many at once', async () => {
      const before = (await target.received()).length;
      await Promise.all(
        Array.from({ length: 10 }, (_, at) =>
          target.sender.send({ to: `many${at}@example.org`, subject: `No ${at}`, text: 'x', html: 'x' }),
        ),
      );
      expect((await target.received()).length).toBe(before + 10);
    });
  });
}
