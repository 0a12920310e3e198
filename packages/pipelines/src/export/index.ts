export { type ExportGround, type ExportKind, exportKinds, type ExportTable } from './export-kinds.ts';
export { type ExportColumn, exportFormats, type ExportRow, type FileFormat } from './rows-file.ts';
export { type ExportManifest, type ExportRequest, exportSchemaVersion, runExport } from './run-export.ts';
export { originalLayouts } from './original-layouts.ts';
