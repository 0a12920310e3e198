import { alsKind } from './als/als.ts';
import { contentKind } from './content/content.ts';
import { covisitationKind } from './covisitation/covisitation.ts';
import { easeKind } from './ease/ease.ts';
import { graphFilterKind } from './graph-filter/graph-filter.ts';
import { graphLowpassKind } from './graph-lowpass/graph-lowpass.ts';
import { itemKnnKind } from './item-knn/item-knn.ts';
import { lightGcnKind } from './lightgcn/lightgcn.ts';
import { popularityKind } from './popularity/popularity.ts';
import { sequentialRulesKind } from './sequential-rules/sequential-rules.ts';
import { sessionKind } from './session/session.ts';
import { truncatedSvdKind } from './truncated-svd/truncated-svd.ts';
import { twoHopKind } from './two-hop/two-hop.ts';
import { userKnnKind } from './user-knn/user-knn.ts';

/** The kinds that stand alone and that a blend may mix. A new algorithm adds one line here and one in the registry. */
export const componentKinds = {
  popularity: popularityKind,
  covisitation: covisitationKind,
  'item-knn': itemKnnKind,
  'graph-filter': graphFilterKind,
  'graph-lowpass': graphLowpassKind,
  ease: easeKind,
  als: alsKind,
  'user-knn': userKnnKind,
  'two-hop': twoHopKind,
  'truncated-svd': truncatedSvdKind,
  lightgcn: lightGcnKind,
  'sequential-rules': sequentialRulesKind,
  session: sessionKind,
  content: contentKind,
} as const;

/** Names of the models that a blend may mix. */
export type ComponentName = keyof typeof componentKinds;
