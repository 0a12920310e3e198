import { finish } from '@vitrine/kernels';
import { checkArtifactInSteps } from '../artifacts/artifact-reader.ts';
import { ModelCodecError } from '../artifacts/codec-error.ts';
import type { KernelSource } from '../factors/kernel-source.ts';
import { blendKind } from './blend/blend.ts';
import { componentKinds } from './component-kinds.ts';
import { artifactModelName, defineModel } from './define-model.ts';
import { externalKind } from './external/external.ts';
import { hybridKind } from './hybrid/hybrid.ts';
import type { FittedModel, ModelDefinition, ModelName } from './model.ts';

/** Every model by name. Configurations are checked by each definition's own `parseConfig`. */
export const models: Readonly<Record<ModelName, ModelDefinition<object>>> = {
  popularity: defineModel(componentKinds.popularity),
  covisitation: defineModel(componentKinds.covisitation),
  'item-knn': defineModel(componentKinds['item-knn']),
  'graph-filter': defineModel(componentKinds['graph-filter']),
  'graph-lowpass': defineModel(componentKinds['graph-lowpass']),
  ease: defineModel(componentKinds.ease),
  als: defineModel(componentKinds.als),
  'user-knn': defineModel(componentKinds['user-knn']),
  'two-hop': defineModel(componentKinds['two-hop']),
  'truncated-svd': defineModel(componentKinds['truncated-svd']),
  lightgcn: defineModel(componentKinds.lightgcn),
  'sequential-rules': defineModel(componentKinds['sequential-rules']),
  session: defineModel(componentKinds.session),
  external: defineModel(externalKind),
  content: defineModel(componentKinds.content),
  hybrid: defineModel(hybridKind),
  blend: defineModel(blendKind),
};

/** The names of all models that can be trained, for menus and messages. */
export const modelNames = (Object.keys(models) as ModelName[]).filter((name) => name !== 'external');

/** Whether a text names a model of the registry. */
export function isModelName(text: string): text is ModelName {
  return Object.hasOwn(models, text);
}

/** Reads an artifact of any model. @throws ModelCodecError on bytes that are damaged, foreign or of a newer program. */
export function decodeModel(bytes: Uint8Array, kernels?: KernelSource): FittedModel {
  return finish(decodeModelInSteps(bytes, kernels));
}

/** As `decodeModel`, pausing every few milliseconds so that a server can answer in between. */
export function* decodeModelInSteps(bytes: Uint8Array, kernels?: KernelSource): Generator<void, FittedModel> {
  yield* checkArtifactInSteps(bytes);
  const name = artifactModelName(bytes, true);
  if (!isModelName(name)) {
    throw new ModelCodecError(
      `the artifact holds an unknown model "${name}"; use a program that has it, or train one of: ${modelNames.join(', ')}`,
    );
  }
  return yield* models[name].decodeInSteps(bytes, kernels, true);
}
