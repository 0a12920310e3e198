export type { Mail, MailSender } from './mail-sender.ts';
export { accountMails } from './account-mails.ts';
export type { AccountMail } from './account-mails.ts';
export { writeMail } from './write-mail.ts';
export type { MailWords } from './write-mail.ts';
export { queueMail, type QueuedMail } from './queue-mail.ts';
export { createMailRelay, type MailRelay } from './mail-relay.ts';
