import type { ModelKind } from '../define-model.ts';
import { readLinks } from '../item-links.ts';
import { linkBody } from '../link-body.ts';
import { itemKnnDefaults, parseItemKnnConfig, type ItemKnnConfig } from './config.ts';
import { fitItemKnn } from './fit.ts';

/** Items bought by the same people. See card.md. */
export const itemKnnKind: ModelKind<ItemKnnConfig> = {
  name: 'item-knn',
  defaults: itemKnnDefaults,
  parseConfig: parseItemKnnConfig,
  fitBody: (interactions, config, run) => linkBody(fitItemKnn(interactions, config, run), config),
  readBody: (reader, config, { training }) => linkBody(readLinks(reader, training.itemIds.length), config),
};
