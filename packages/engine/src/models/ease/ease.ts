import { plainLinks } from '../item-links.ts';
import { linkBody } from '../link-body.ts';
import type { ModelBody, ModelKind } from '../define-model.ts';
import { readEase, writeEase } from './codec.ts';
import { easeDefaults, parseEaseConfig, type EaseConfig } from './config.ts';
import type { NeighbourWeights } from './fit-neighbourhoods.ts';
import { fitEase, type EaseWeights } from './fit.ts';
import { easeBody } from './score.ts';

/** Item-item ridge regression: exact for small catalogs, by neighbourhoods for large ones. See card.md. */
export const easeKind: ModelKind<EaseConfig> = {
  name: 'ease',
  defaults: easeDefaults,
  parseConfig: parseEaseConfig,
  fitBody: (interactions, config, run) =>
    bodyOf(fitEase(interactions, config, run), config, interactions.itemIds.length),
  readBody: (reader, config, { training }) =>
    bodyOf(readEase(reader, training.itemIds.length), config, training.itemIds.length),
};

function bodyOf(fitted: EaseWeights | NeighbourWeights, config: EaseConfig, itemCount: number): ModelBody {
  const body = 'rows' in fitted ? linkBody(plainLinks(fitted.rows), config) : easeBody(fitted, config, itemCount);
  return {
    ...body,
    withRecency: (recencyHalfLifeDays) => bodyOf(fitted, { ...config, recencyHalfLifeDays }, itemCount),
    write: (writer) => writeEase(writer, fitted),
  };
}
