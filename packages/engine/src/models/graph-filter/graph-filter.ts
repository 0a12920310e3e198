import type { ModelKind } from '../define-model.ts';
import { readLinks } from '../item-links.ts';
import { linkBody } from '../link-body.ts';
import { graphFilterDefaults, parseGraphFilterConfig, type GraphFilterConfig } from './config.ts';
import { fitGraphFilter } from './fit.ts';

/** Normalised item-item adjacency with exponents, the closed form of the LightGCN family. See card.md. */
export const graphFilterKind: ModelKind<GraphFilterConfig> = {
  name: 'graph-filter',
  defaults: graphFilterDefaults,
  parseConfig: parseGraphFilterConfig,
  fitBody: (interactions, config, run) => linkBody(fitGraphFilter(interactions, config, run), config),
  readBody: (reader, config, { training }) => linkBody(readLinks(reader, training.itemIds.length), config),
};
