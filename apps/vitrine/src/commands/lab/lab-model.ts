import { ModelConfigError, type ModelName, isModelName, modelNames } from '@vitrine/engine';
import { CommandError, exitStatus } from '../../shell.ts';
import { memorySentence } from './lab-file.ts';

/** The model of a name; `auto` is the blend. @throws CommandError listing the names. */
export function modelNameOf(name: string): ModelName {
  const model = name === 'auto' ? 'blend' : name;
  if (model === 'external')
    throw new CommandError(
      'The laboratory trains, and external models are trained elsewhere. Take over their vectors with "vitrine import-weights FILE --items IDS --namespace study", which judges them on that namespace\'s events; bring these there with "vitrine import".',
      exitStatus.usage,
    );
  if (isModelName(model)) return model;
  throw new CommandError(
    `There is no model "${name}". Take one of ${modelNames.join(', ')}, or auto.`,
    exitStatus.usage,
  );
}

/** Models that are nothing without descriptions of items; a hybrid still has its model of behaviour. */
export const describedModels: readonly ModelName[] = ['content'];

/** @throws CommandError for a model that would have nothing to learn from, and would answer all the same. */
export function refuseWithoutItems(model: ModelName, items: string | undefined): void {
  if (items === undefined && describedModels.includes(model))
    throw new CommandError(
      `"${model}" learns from descriptions of items. Give them with --items FILE: JSON lines, or tab-separated text whose first line names its columns.`,
      exitStatus.usage,
    );
}

/** Does the work; a wrong configuration or too little memory becomes a sentence. `atEnd` runs in any case. */
export function orSentence<Result>(work: () => Result, atEnd: () => void = () => undefined): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof ModelConfigError) throw new CommandError(error.message, exitStatus.usage);
    const memory = memorySentence(error);
    if (memory) throw new CommandError(memory);
    throw error;
  } finally {
    atEnd();
  }
}
