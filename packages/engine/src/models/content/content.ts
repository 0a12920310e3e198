import { plainKernels } from '../../factors/kernel-source.ts';
import type { ModelKind } from '../define-model.ts';
import { readContent } from './codec.ts';
import { contentDefaults, parseContentConfig, type ContentConfig } from './config.ts';
import { fitContent, growContent } from './fit.ts';
import { contentBody, type ContentBody } from './score.ts';

/** Items described like those somebody has. See card.md. */
export const contentKind: ModelKind<ContentConfig> = {
  name: 'content',
  defaults: contentDefaults,
  parseConfig: parseContentConfig,
  readsItems: () => true,
  fitBody: (interactions, config, run) =>
    contentBody(fitContent(interactions, config, run), config, run.kernels ?? plainKernels),
  readBody: (reader, config, { training, kernels }) =>
    contentBody(readContent(reader, training.itemIds.length), config, kernels),
  // Bodies of this kind are only made above. More events say nothing new of what things are.
  updateBody: (body, { config, merged, run }) =>
    contentBody(growContent((body as ContentBody).table, merged.itemIds.length), config, run.kernels ?? plainKernels),
};
