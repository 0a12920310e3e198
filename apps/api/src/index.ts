export { createServer } from './create-server.ts';
export type { ServerOptions, VitrineServer } from './create-server.ts';
export { createInProcessTransport } from './in-process.ts';
export type { PageLocale, PagesOptions, PageVisit } from './edge/pages.ts';
export { ExpiringCache } from './edge/expiring-cache.ts';
export { visitorCookies } from './edge/visitor.ts';
export type {
  ApiKeys,
  ApiServices,
  Consent,
  KeyScope,
  ReadinessCheck,
  RecommenderUseCases,
  ShopReads,
  SignedIn,
  Visitor,
} from './services.ts';
