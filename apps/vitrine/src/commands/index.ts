import { defineCompare, defineEvaluate } from './compare.ts';
import type { DefineCommand } from './define-command.ts';
import { defineDoctor } from './doctor.ts';
import { defineEvents } from './events.ts';
import { defineExport } from './export.ts';
import { defineGenerate } from './generate.ts';
import { defineImport } from './import.ts';
import { defineImportWeights } from './import-weights.ts';
import { defineLab } from './lab.ts';
import { defineMigrate } from './migrate.ts';
import { defineModels, definePromote, defineRollback } from './promote.ts';
import { defineRecommend, defineSimilar } from './recommend.ts';
import { defineServe, defineStart } from './start.ts';
import { defineTrain } from './train.ts';

/** Every verb, in the order `--help` lists them. */
export const commands: readonly DefineCommand[] = [
  defineStart,
  defineServe,
  defineMigrate,
  defineDoctor,
  defineImport,
  defineExport,
  defineGenerate,
  defineTrain,
  defineImportWeights,
  defineEvaluate,
  defineCompare,
  defineModels,
  definePromote,
  defineRollback,
  defineRecommend,
  defineSimilar,
  defineEvents,
  defineLab,
];
