import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportGround, ExportKind } from './export-kinds.ts';
import { makeFolder } from './make-folder.ts';
import { type FileFormat, writeRowsFile, type WrittenFile } from './rows-file.ts';

/** Raised when columns change their meaning; a reader refuses a number it does not know. */
export const exportSchemaVersion = 1;

/** What to export, and where to. */
export interface ExportRequest {
  readonly kinds: readonly ExportKind[];
  readonly format: FileFormat;
  /** Made when missing; files of the same name are replaced. */
  readonly folder: string;
  readonly withPersonal: boolean;
  /** CSV only, on when left out: texts that a spreadsheet would run as formulas get an apostrophe, which our imports take away. */
  readonly formulaGuard?: boolean;
  readonly onFile?: (name: string) => void;
}

/** What was exported: the content of `manifest.json`. */
export interface ExportManifest {
  readonly schemaVersion: number;
  readonly madeAt: string;
  readonly namespace: string;
  readonly currency: string;
  readonly format: FileFormat;
  readonly withPersonal: boolean;
  /** Whether texts like formulas carry an apostrophe; always false but in CSV. */
  readonly formulaGuard: boolean;
  readonly files: readonly (WrittenFile & {
    readonly name: string;
    readonly kind: string;
    readonly columns: readonly string[];
  })[];
}

/**
 * Writes each kind to a file of its own, then the manifest, which says that all are there. Each file is one reading of the
 * tables; what is written to the shop meanwhile may be in one file and not yet in another.
 */
export async function runExport(ground: ExportGround, request: ExportRequest): Promise<ExportManifest> {
  await makeFolder(request.folder);
  const files: ExportManifest['files'][number][] = [];
  const formulaGuard = request.format === 'csv' && (request.formulaGuard ?? true);
  for (const kind of request.kinds)
    for (const table of kind.tables(ground)) {
      const name = `${table.name}.${request.format}`;
      request.onFile?.(name);
      const columns = table.columns.filter((column) => request.withPersonal || column.personal !== true);
      const content = { columns, rows: table.rows(), formulaGuard };
      const written = await writeRowsFile(join(request.folder, name), request.format, content);
      files.push({ name, kind: kind.name, columns: columns.map((column) => column.name), ...written });
    }
  const manifest: ExportManifest = {
    schemaVersion: exportSchemaVersion,
    madeAt: ground.now.toISOString(),
    namespace: ground.tenant.namespace,
    currency: ground.currency,
    format: request.format,
    withPersonal: request.withPersonal,
    formulaGuard,
    files,
  };
  const path = join(request.folder, 'manifest.json');
  await writeFile(`${path}.part`, `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(`${path}.part`, path);
  return manifest;
}
