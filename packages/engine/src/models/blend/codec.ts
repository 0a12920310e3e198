import { finish } from '@vitrine/kernels';
import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import type { ArtifactWriter } from '../../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../../artifacts/codec-error.ts';
import type { BodyGround } from '../define-model.ts';
import { componentKind, type BlendComponent, type BlendState } from './components.ts';
import { isComponentName, parseBlendConfig, type BlendMix } from './config.ts';

export function writeBlend(writer: ArtifactWriter, state: BlendState): void {
  writer
    .text(JSON.stringify(state.mix))
    .text(JSON.stringify(state.notes))
    .array(state.trend)
    .number(state.components.length);
  for (const { name, config, body } of state.components) {
    writer.text(name).text(JSON.stringify(config));
    body.write(writer);
  }
}

/** @throws ModelCodecError when a component is unknown or does not fit the catalog. */
export function readBlend(reader: ArtifactReader, ground: BodyGround): BlendState {
  return finish(readBlendInSteps(reader, ground));
}

/** As `readBlend`, pausing between components and within those that can. */
export function* readBlendInSteps(reader: ArtifactReader, ground: BodyGround): Generator<void, BlendState> {
  const mix = readMix(reader.text());
  const notes = parseJson(reader.text());
  const trend = reader.float32();
  if (trend.length !== ground.training.itemIds.length) {
    throw new ModelCodecError('the blend artifact has trends of other items; train the model again');
  }
  const count = reader.number();
  const components: BlendComponent[] = [];
  const own: BodyGround = { ...ground, shared: new Map() };
  for (let at = 0; at < count; at++) {
    const name = reader.text();
    if (!isComponentName(name)) {
      throw new ModelCodecError(`the blend artifact mixes an unknown model "${name}"; train the model again`);
    }
    const kind = componentKind(name);
    const config = kind.parseConfig(parseJson(reader.text()));
    const body =
      kind.readBodyInSteps === undefined
        ? kind.readBody(reader, config, own)
        : yield* kind.readBodyInSteps(reader, config, own);
    components.push({ name, config, body });
    yield;
  }
  return { mix, notes, trend, components };
}

function readMix(text: string): BlendMix {
  const { mix } = parseBlendConfig({ mix: parseJson(text) });
  if (mix === null) throw new ModelCodecError('the blend artifact has no weights; train the model again');
  return mix;
}

function parseJson(text: string): Record<string, unknown> {
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}
