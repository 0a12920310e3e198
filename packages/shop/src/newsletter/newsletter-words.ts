import type { MailWords } from '../mail/write-mail.ts';

/** The words of the mail that confirms the wish for the letter. */
export function newsletterWords(locale: string, url: string): MailWords {
  if (locale.startsWith('de'))
    return {
      subject: 'Bestätige, dass du unseren Brief möchtest',
      greeting: 'Hallo,',
      paragraphs: [
        'jemand, hoffentlich du, hat unseren Brief an diese Adresse bestellt: was neu im Regal steht, etwa einmal im Monat.',
      ],
      action: { label: 'Ja, schickt ihn mir', url },
      closing: 'Falls du das nicht warst, tu einfach nichts: Ohne den Link kommt kein Brief.',
    };
  return {
    subject: 'Confirm that you want our letter',
    greeting: 'Hello,',
    paragraphs: [
      'Somebody, we hope you, asked for our letter at this address: what is new on the shelves, about once a month.',
    ],
    action: { label: 'Yes, send it to me', url },
    closing: 'If this was not you, do nothing: without the link no letter comes.',
  };
}
