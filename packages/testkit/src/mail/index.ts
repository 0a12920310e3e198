export { mailConformance, type MailTarget } from './mail-conformance.ts';
