import type { ModelBody, ModelKind } from '../define-model.ts';
import { foldHistory } from '../fold-history.ts';
import { explainContributions } from '../item-links.ts';
import { graphFilterDefaults, parseGraphFilterConfig, type GraphFilterConfig } from './config.ts';
import { fitGraphFilter } from './fit.ts';
import type { ItemHop } from './item-hop.ts';

/** One hop over the item-item graph. See card.md. */
export const graphFilterKind: ModelKind<GraphFilterConfig> = {
  name: 'graph-filter',
  defaults: graphFilterDefaults,
  parseConfig: parseGraphFilterConfig,
  fitBody: (interactions, config, run) => hopBody(fitGraphFilter(interactions, config, run), config),
  // The graph follows from the rows of the training, which every artifact holds.
  readBody: (_, config, { training }) => hopBody(fitGraphFilter(training, config), config),
};

function hopBody(hop: ItemHop, config: GraphFilterConfig): ModelBody {
  const fold = { ...config, itemCount: hop.itemScale.length };
  return {
    notes: {},
    scoreItems: (context, out) => hop.score(foldHistory(context, fold), out),
    similarItems(item, out) {
      hop.score({ items: Int32Array.of(item), weights: Float64Array.of(1) }, out);
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
    write: () => undefined,
  };
}
