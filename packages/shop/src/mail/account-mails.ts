import type { MailWords } from './write-mail.ts';

/** The mails that accounts need. */
export const accountMails = [
  'verify_email',
  'email_taken',
  'reset_password',
  'change_email',
  'password_changed',
] as const;
/** The name of a mail about an account. */
export type AccountMail = (typeof accountMails)[number];

/** What goes into the words. `url` is the link of the mail, or the page that helps. */
interface MailFacts {
  readonly firstName: string | null;
  readonly url: string;
}

type Letters = Readonly<Record<AccountMail, Omit<MailWords, 'greeting' | 'action'> & { readonly label: string }>>;

const english: Letters = {
  verify_email: {
    subject: 'Confirm your e-mail address',
    paragraphs: [
      'Somebody, we hope you, opened an account at Vitrine with this address. Confirm it and the account is yours.',
      'The link works once and for 24 hours.',
    ],
    label: 'Confirm the address',
    closing: 'If this was not you, do nothing: without the link there is no account.',
  },
  email_taken: {
    subject: 'You already have an account',
    paragraphs: [
      'Somebody, perhaps you, tried to open an account at Vitrine with this address. There is one already.',
      'Sign in with it. If the password is forgotten, choose a new one.',
    ],
    label: 'Choose a new password',
    closing: 'If this was not you, do nothing: your account is as it was.',
  },
  reset_password: {
    subject: 'Choose a new password',
    paragraphs: [
      'Somebody, we hope you, asked for a new password for your account.',
      'The link works once and for one hour. When the password is changed, every device is signed out.',
    ],
    label: 'Choose a new password',
    closing: 'If this was not you, do nothing: your password stays as it is.',
  },
  change_email: {
    subject: 'Confirm your new e-mail address',
    paragraphs: [
      'You asked us to use this address for your account from now on. Confirm it and the change is made.',
      'The link works once and for 24 hours.',
    ],
    label: 'Use this address',
    closing: 'If this was not you, do nothing: nothing changes without the link.',
  },
  password_changed: {
    subject: 'Your password was changed',
    paragraphs: ['The password of your account was changed just now, and every other device was signed out.'],
    label: 'It was not me',
    closing: 'If it was you, there is nothing to do.',
  },
};

const german: Letters = {
  verify_email: {
    subject: 'Bestätige deine E-Mail-Adresse',
    paragraphs: [
      'Jemand, hoffentlich du, hat mit dieser Adresse ein Konto bei Vitrine eröffnet. Bestätige sie, dann gehört das Konto dir.',
      'Der Link gilt einmal und 24 Stunden lang.',
    ],
    label: 'Adresse bestätigen',
    closing: 'Falls du das nicht warst, tu einfach nichts: Ohne den Link gibt es kein Konto.',
  },
  email_taken: {
    subject: 'Du hast schon ein Konto',
    paragraphs: [
      'Jemand, vielleicht du, wollte mit dieser Adresse ein Konto bei Vitrine eröffnen. Es gibt schon eines.',
      'Melde dich damit an. Wenn du das Passwort vergessen hast, wähle ein neues.',
    ],
    label: 'Neues Passwort wählen',
    closing: 'Falls du das nicht warst, tu einfach nichts: Dein Konto ist, wie es war.',
  },
  reset_password: {
    subject: 'Wähle ein neues Passwort',
    paragraphs: [
      'Jemand, hoffentlich du, hat ein neues Passwort für dein Konto angefordert.',
      'Der Link gilt einmal und eine Stunde lang. Sobald das Passwort geändert ist, werden alle Geräte abgemeldet.',
    ],
    label: 'Neues Passwort wählen',
    closing: 'Falls du das nicht warst, tu einfach nichts: Dein Passwort bleibt, wie es ist.',
  },
  change_email: {
    subject: 'Bestätige deine neue E-Mail-Adresse',
    paragraphs: [
      'Du möchtest dein Konto künftig mit dieser Adresse führen. Bestätige sie, dann ist die Änderung gemacht.',
      'Der Link gilt einmal und 24 Stunden lang.',
    ],
    label: 'Diese Adresse verwenden',
    closing: 'Falls du das nicht warst, tu einfach nichts: Ohne den Link ändert sich nichts.',
  },
  password_changed: {
    subject: 'Dein Passwort wurde geändert',
    paragraphs: ['Das Passwort deines Kontos wurde eben geändert, und alle anderen Geräte wurden abgemeldet.'],
    label: 'Das war ich nicht',
    closing: 'Falls du es warst, musst du nichts tun.',
  },
};

/** The words of an account's mail in the reader's language; English when we do not speak it. */
export function accountMailWords(mail: AccountMail, locale: string, facts: MailFacts): MailWords {
  const speaksGerman = locale.startsWith('de');
  const { label, ...words } = (speaksGerman ? german : english)[mail];
  const hello = speaksGerman ? 'Hallo' : 'Hello';
  const greeting = facts.firstName === null ? `${hello},` : `${hello} ${facts.firstName},`;
  return { ...words, greeting, action: { label, url: facts.url } };
}
