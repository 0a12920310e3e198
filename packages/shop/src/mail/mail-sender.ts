/** One mail, ready to go: plain text always, simple HTML beside it. */
export interface Mail {
  /** One address, no name. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What takes mails to people: a folder, a mail server. A rejected promise means: not sent, try again. */
export interface MailSender {
  send(mail: Mail): Promise<void>;
}
