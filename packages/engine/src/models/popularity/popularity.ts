import type { ModelKind } from '../define-model.ts';
import { readPopularity } from './codec.ts';
import { parsePopularityConfig, popularityDefaults, type PopularityConfig } from './config.ts';
import { countPopularity } from './fit.ts';
import { popularityBody, type PopularityBody } from './score.ts';

/** What sells most, lately or ever. See card.md. */
export const popularityKind: ModelKind<PopularityConfig> = {
  name: 'popularity',
  defaults: popularityDefaults,
  parseConfig: parsePopularityConfig,
  fitBody: (interactions, config) => popularityBody(countPopularity(interactions, config, null), config),
  readBody: (reader, config, { training }) => popularityBody(readPopularity(reader, training.itemIds.length), config),
  updateBody(body, { config, added }) {
    // Bodies of this kind are only made above.
    const { state } = body as PopularityBody;
    return popularityBody(countPopularity(added, config, state), config);
  },
};
