import type { ModelKind } from '../define-model.ts';
import { readLinks } from '../item-links.ts';
import { linkBody } from '../link-body.ts';
import { covisitationDefaults, parseCovisitationConfig, type CovisitationConfig } from './config.ts';
import { fitCovisitation } from './fit.ts';

/** What people look at next. See card.md. */
export const covisitationKind: ModelKind<CovisitationConfig> = {
  name: 'covisitation',
  defaults: covisitationDefaults,
  parseConfig: parseCovisitationConfig,
  fitBody: (interactions, config, run) => linkBody(fitCovisitation(interactions, config, run), config),
  readBody: (reader, config, { training }) => linkBody(readLinks(reader, training.itemIds.length), config),
};
