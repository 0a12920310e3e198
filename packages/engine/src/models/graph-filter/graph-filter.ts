import { finish } from '@vitrine/kernels';
import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import type { BodyGround, ModelBody, ModelKind } from '../define-model.ts';
import { foldHistory } from '../fold-history.ts';
import { explainContributions } from '../item-links.ts';
import { graphFilterDefaults, parseGraphFilterConfig, type GraphFilterConfig } from './config.ts';
import { fitGraphFilter, graphFilterInSteps } from './fit.ts';
import type { ItemHop } from './item-hop.ts';

/** One hop over the item-item graph. See card.md. */
export const graphFilterKind: ModelKind<GraphFilterConfig> = {
  name: 'graph-filter',
  defaults: graphFilterDefaults,
  parseConfig: parseGraphFilterConfig,
  fitBody: (interactions, config, run) => hopBody(fitGraphFilter(interactions, config, run), config),
  // The graph follows from the rows of the training, which every artifact holds.
  readBody: (...from) => finish(readInSteps(...from)),
  readBodyInSteps: readInSteps,
};

function* readInSteps(
  _: ArtifactReader,
  config: GraphFilterConfig,
  { training, ...run }: BodyGround,
): Generator<void, ModelBody> {
  const hop = yield* graphFilterInSteps(training, config, run);
  yield* hop.prepareInSteps();
  return hopBody(hop, config);
}

function hopBody(hop: ItemHop, config: GraphFilterConfig): ModelBody {
  const fold = { ...config, itemCount: hop.itemCount };
  return {
    notes: {},
    scoreItems: (context, out) => hop.score(foldHistory(context, fold), out),
    scoreMany: (contexts, take) =>
      hop.scoreMany(
        contexts.map((context) => foldHistory(context, fold)),
        take,
      ),
    similarItems(item, out) {
      hop.score({ items: [item], weights: [1] }, out);
      out[item] = 0;
    },
    explainItem(context, item) {
      const history = foldHistory(context, fold);
      const contributions = Float64Array.from(
        history.items,
        (source, at) => history.weights[at] * hop.link(source, item),
      );
      return explainContributions(item, history.items, contributions);
    },
    withRecency: (recencyHalfLifeDays) => hopBody(hop, { ...config, recencyHalfLifeDays }),
    end: () => hop.end(),
    write: () => undefined,
  };
}
