export { settingBounds, type GenerateSettings } from './check-settings.ts';
export { databaseTarget, type DatabaseTargetOptions } from './database-target.ts';
export { demoDrawings, demoMakers, demoSize } from './demo-shop.ts';
export { fileTarget } from './file-target.ts';
export {
  generatedSource,
  runGenerate,
  type GenerateCounts,
  type GenerateOptions,
  type GenerateOutcome,
  type GeneratePhase,
  type ShopMakers,
} from './run.ts';
export type { Generation, GenerateTarget } from './target.ts';
