import type { ModelKind } from '../define-model.ts';
import { readEase } from './codec.ts';
import { easeDefaults, parseEaseConfig, type EaseConfig } from './config.ts';
import { fitEase } from './fit.ts';
import { easeBody } from './score.ts';

/** Exact item-item ridge regression for small catalogs. See card.md. */
export const easeKind: ModelKind<EaseConfig> = {
  name: 'ease',
  defaults: easeDefaults,
  parseConfig: parseEaseConfig,
  fitBody: (interactions, config, run) =>
    easeBody(fitEase(interactions, config, run), config, interactions.itemIds.length),
  readBody: (reader, config, training) =>
    easeBody(readEase(reader, training.itemIds.length), config, training.itemIds.length),
};
