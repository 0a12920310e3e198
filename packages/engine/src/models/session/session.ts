import { finish } from '@vitrine/kernels';
import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import type { BodyGround, ModelBody, ModelKind } from '../define-model.ts';
import { readSessionInSteps } from './codec.ts';
import { parseSessionConfig, sessionDefaults, type SessionConfig } from './config.ts';
import { fitSession } from './fit.ts';
import { sessionLookupInSteps } from './parts.ts';
import { sessionBody } from './score.ts';

/** What people with a session like this one looked at. See card.md. */
export const sessionKind: ModelKind<SessionConfig> = {
  name: 'session',
  defaults: sessionDefaults,
  parseConfig: parseSessionConfig,
  fitBody: (interactions, config, run) => sessionBody(fitSession(interactions, config, run), config),
  readBody: (...from) => finish(readInSteps(...from)),
  readBodyInSteps: readInSteps,
};

function* readInSteps(
  reader: ArtifactReader,
  config: SessionConfig,
  { training }: BodyGround,
): Generator<void, ModelBody> {
  const trained = yield* readSessionInSteps(reader, training.itemIds.length);
  return sessionBody(trained, config, yield* sessionLookupInSteps(trained.memory, config));
}
