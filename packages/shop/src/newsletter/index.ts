export { bindNewsletter } from './newsletter.ts';
export type { NewsletterFailure, NewsletterUseCases } from './newsletter.ts';
