import { plainKernels } from '../../factors/kernel-source.ts';
import { emptyInteractions, type Interactions } from '../../interactions/interactions.ts';
import { mergeInteractions } from '../../interactions/merge-interactions.ts';
import type { GivenWeights } from '../../weights/given-weights.ts';
import { ModelConfigError } from '../config-error.ts';
import { defineModel, type ModelKind } from '../define-model.ts';
import type { FitRun, FittedModel } from '../model.ts';
import { type ExternalConfig, externalDefaults, parseExternalConfig } from './config.ts';
import { foldInItems, takeOver } from './fit.ts';
import { readParts } from './parts.ts';
import { type ExternalBody, externalBody } from './score.ts';

/** Vectors that another program trained. See card.md. */
export const externalKind: ModelKind<ExternalConfig> = {
  name: 'external',
  defaults: externalDefaults,
  parseConfig: parseExternalConfig,
  fitBody() {
    throw new ModelConfigError(
      '(model)',
      'external models are not trained here but taken over: vitrine import-weights FILE --items IDS',
    );
  },
  updateBody(body, { config, merged, run }) {
    // Bodies of this kind come from this file alone.
    const { parts } = body as ExternalBody;
    const foldedIn = foldInItems(parts, merged, config.similarity === 'cosine');
    return externalBody({ ...parts, foldedIn }, config, run.kernels ?? plainKernels);
  },
  readBody: (reader, config, { training, kernels }) =>
    externalBody(
      readParts(reader, { items: training.itemIds.length, users: training.userIds.length }),
      config,
      kernels,
    ),
};

/** What surrounds an import. */
export interface ImportGround {
  /** The events of the shop; the ids of the weights come first in the model's catalog, other ids of the events after them. */
  readonly interactions: Interactions;
  readonly config: ExternalConfig;
  readonly run: FitRun;
}

/**
 * A model of vectors that another program trained. Its artifact decodes like that of any model.
 * @throws WeightsError when the weights contradict themselves.
 */
export function importWeights(weights: GivenWeights, ground: ImportGround): FittedModel {
  const { config, run } = ground;
  const kind: ModelKind<ExternalConfig> = {
    ...externalKind,
    fitBody: (interactions) =>
      externalBody(takeOver(weights, interactions, config), config, run.kernels ?? plainKernels),
  };
  return defineModel(kind).fit(alignInteractions(weights, ground.interactions), config, run);
}

/** The same rows under ids that begin with those of the weights, each in the order of its vectors. */
export function alignInteractions(
  weights: Pick<GivenWeights, 'items' | 'users'>,
  interactions: Interactions,
): Interactions {
  const ids = { itemIds: weights.items.ids, userIds: weights.users?.ids ?? [] };
  return mergeInteractions({ ...emptyInteractions(), ...ids }, interactions).merged;
}
