import { describeModel } from '@vitrine/testkit/models';
import { models } from '../registry.ts';

describeModel(models.blend, {
  config: { mix: { weights: { 'graph-filter': 1, ease: 0.5, popularity: 0.1, session: 0.5 }, trendExponent: 0.5 } },
});
