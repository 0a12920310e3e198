import { amazon2018 } from './amazon-2018/amazon-2018.ts';
import { amazon2023 } from './amazon-2023/amazon-2023.ts';
import { bestBuy } from './best-buy/best-buy.ts';
import { completejourney } from './completejourney/completejourney.ts';
import { deepfashion } from './deepfashion/deepfashion.ts';
import { csv, jsonl, parquet } from './generic/generic.ts';
import { importWith, type ImportFormat, type ImportOptions } from './import-run.ts';
import type { ImportOutcome } from './import-outcome.ts';
import { hAndM } from './h-and-m/h-and-m.ts';
import { instacart } from './instacart/instacart.ts';
import { livostyle } from './livostyle/livostyle.ts';
import { olist } from './olist/olist.ts';
import { otto } from './otto/otto.ts';
import { rees46 } from './rees46/rees46.ts';
import { shopifyCsv } from './shopify-csv/shopify-csv.ts';
import { retailrocket } from './retailrocket/retailrocket.ts';
import { tianchi } from './tianchi/tianchi.ts';
import { uciOnlineRetail } from './uci-online-retail/uci-online-retail.ts';
import { yoochoose } from './yoochoose/yoochoose.ts';

/** Every source that can be imported. */
export const importFormats: readonly ImportFormat[] = [
  csv,
  jsonl,
  parquet,
  uciOnlineRetail,
  livostyle,
  rees46,
  yoochoose,
  otto,
  tianchi,
  retailrocket,
  instacart,
  hAndM,
  olist,
  shopifyCsv,
  amazon2018,
  amazon2023,
  bestBuy,
  completejourney,
  deepfashion,
];

/** Imports one of the formats; see `ImportOptions` for what it needs. */
export function runImport(options: ImportOptions): Promise<ImportOutcome> {
  return importWith(importFormats, options);
}

export type { ImportFormat, ImportOptions } from './import-run.ts';
export type { ImportError, ImportKind, ImportOutcome, ImportReport, KindCounts } from './import-outcome.ts';
export type { ImportProgress } from './import-progress.ts';
export { databaseImportTarget, type ImportTarget, type ImportTargetOptions } from './writing/import-target.ts';
export { mapProblem, parseColumnMap, type ParsedMap, proposalJson, proposalProblem } from './generic/column-map.ts';
export type { ColumnMap, FileDialect, MappingRequest } from './generic/mapping-request.ts';
export { type GenericFormat, genericFormats, openTables } from './generic/open-table.ts';
export { type Proposal, type ProposedColumn, proposeMap } from './generic/propose-map.ts';
export { fieldsOf, type RecordField, type RecordKind, recordKinds } from './generic/record-fields.ts';
export { ImportStopped } from './import-outcome.ts';
export type { Table } from './generic/table.ts';
