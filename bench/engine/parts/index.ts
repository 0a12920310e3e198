import type { Part } from '../bench.ts';
import { als } from './als.ts';
import { fixedBlend } from './fixed-blend.ts';
import { foldIn } from './fold-in.ts';
import { auto, graphFilter, lowpass } from './gowalla-quality.ts';
import { topAll, topOne } from './lists.ts';
import { metrics } from './metrics.ts';
import { everyModel } from './models.ts';
import { yoochoose } from './sessions.ts';
import { shapes, uci } from './shapes.ts';
import { big, covisitation, ridge } from './workloads.ts';

/** Every comparison by name, in the order of the table. */
export const parts: Readonly<Record<string, Part>> = {
  lowpass,
  auto,
  'fixed-blend': fixedBlend,
  uci,
  yoochoose,
  als,
  'graph-filter': graphFilter,
  'top-all': topAll,
  'top-one': topOne,
  'fold-in': foldIn,
  covisitation,
  ridge,
  metrics,
  big,
  shapes,
  models: everyModel,
};

/** What takes too long to be run unasked. */
export const slow: readonly string[] = ['big', 'shapes', 'models'];
