import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mailConformance } from '@vitrine/testkit/mail';
import { SMTPServer } from 'smtp-server';
import { describe, expect, it } from 'vitest';
import { folderMail } from './folder.ts';
import { smtpMail } from './smtp.ts';

const from = 'Vitrine <shop@example.org>';

mailConformance('folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-mail-'));
  return {
    sender: folderMail({ folder, from, now: () => new Date() }),
    async received() {
      const names = (await readdir(folder)).toSorted((a, b) => serialOf(a) - serialOf(b));
      return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
});

const serialOf = (name: string) => Number(name.split('-')[7]);

/** A real SMTP server that asks for a password and keeps what comes. */
async function aServer(options: { refuses?: boolean } = {}) {
  const kept: string[] = [];
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'shop' && password === 'p@ss word' ? done(null, { user: 'shop' }) : done(new Error('who?')),
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (options.refuses === true) return done(Object.assign(new Error('full'), { responseCode: 452 }));
        kept.push(Buffer.concat(chunks).toString('utf8'));
        return done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    kept,
    url: `smtp://shop:p%40ss%20word@127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

mailConformance('SMTP', async () => {
  const server = await aServer();
  const sender = smtpMail({ url: server.url, from });
  return {
    sender,
    received: async () => server.kept,
    async close() {
      sender.close();
      await server.close();
    },
  };
});

describe('ACC-1 mail by SMTP when it fails', () => {
  it('rejects, so that the mail is tried again', async () => {
    const server = await aServer({ refuses: true });
    const sender = smtpMail({ url: server.url, from });
    await expect(sender.send({ to: 'a@b.c', subject: 's', text: 't', html: 'h' })).rejects.toThrow(/452|full/);
    sender.close();
    await server.close();
    const wrong = smtpMail({ url: server.url.replace('shop:', 'who:'), from });
    await expect(wrong.send({ to: 'a@b.c', subject: 's', text: 't', html: 'h' })).rejects.toThrow();
    wrong.close();
  });
});
