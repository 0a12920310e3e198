import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import type { ArtifactWriter } from '../../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../../artifacts/codec-error.ts';
import type { AlsFactors } from './fit.ts';

export function writeAls(writer: ArtifactWriter, factors: AlsFactors): void {
  writer
    .number(factors.width)
    .number(factors.regularization)
    .number(factors.spectrum === null ? 0 : 1);
  writer.array(factors.values).array(factors.spectrum ?? new Float64Array(0));
}

/** @throws ModelCodecError when the factors do not fit the catalog. */
export function readAls(reader: ArtifactReader, itemCount: number): AlsFactors {
  const width = reader.number();
  const regularization = reader.number();
  const hasSpectrum = reader.number() === 1;
  const values = reader.float32();
  const spectrum = reader.float64();
  if (values.length !== itemCount * width || spectrum.length !== (hasSpectrum ? width : 0)) {
    throw new ModelCodecError('the als artifact has factors of other items; train the model again');
  }
  return { values, rows: itemCount, width, spectrum: hasSpectrum ? spectrum : null, regularization };
}
