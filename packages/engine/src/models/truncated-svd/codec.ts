import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import type { ArtifactWriter } from '../../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../../artifacts/codec-error.ts';
import type { SvdFactors } from './fit.ts';

export function writeTruncatedSvd(writer: ArtifactWriter, factors: SvdFactors): void {
  writer.number(factors.width).number(factors.kept).array(factors.values).array(factors.sourceScale);
}

/** @throws ModelCodecError when the vectors do not fit the catalog. */
export function readTruncatedSvd(reader: ArtifactReader, itemCount: number): SvdFactors {
  const width = reader.number();
  const kept = reader.number();
  const values = reader.float32();
  const sourceScale = reader.float32();
  if (values.length !== itemCount * width || sourceScale.length !== itemCount) {
    throw new ModelCodecError('the truncated-svd artifact has vectors of other items; train the model again');
  }
  return { values, rows: itemCount, width, sourceScale, kept };
}
