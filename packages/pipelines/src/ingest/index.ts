import { importWith, type ImportFormat, type ImportOptions } from './import-run.ts';
import type { ImportOutcome } from './import-outcome.ts';
import { livostyle } from './livostyle/livostyle.ts';
import { olist } from './olist/olist.ts';
import { otto } from './otto/otto.ts';
import { rees46 } from './rees46/rees46.ts';
import { tianchi } from './tianchi/tianchi.ts';
import { uciOnlineRetail } from './uci-online-retail/uci-online-retail.ts';
import { yoochoose } from './yoochoose/yoochoose.ts';

/** Every source that can be imported. */
export const importFormats: readonly ImportFormat[] = [
  uciOnlineRetail,
  livostyle,
  rees46,
  yoochoose,
  otto,
  tianchi,
  olist,
];

/** Imports one of the formats; see `ImportOptions` for what it needs. */
export function runImport(options: ImportOptions): Promise<ImportOutcome> {
  return importWith(importFormats, options);
}

export type { ImportFormat, ImportOptions } from './import-run.ts';
export type { ImportError, ImportKind, ImportOutcome, ImportReport, KindCounts } from './import-outcome.ts';
export type { ImportProgress } from './import-progress.ts';
export { databaseImportTarget, type ImportTarget, type ImportTargetOptions } from './import-target.ts';
