import type { ModelKind } from '../define-model.ts';
import { readSession } from './codec.ts';
import { parseSessionConfig, sessionDefaults, type SessionConfig } from './config.ts';
import { fitSession } from './fit.ts';
import { sessionBody } from './score.ts';

/** What people with a session like this one looked at. See card.md. */
export const sessionKind: ModelKind<SessionConfig> = {
  name: 'session',
  defaults: sessionDefaults,
  parseConfig: parseSessionConfig,
  fitBody: (interactions, config, run) => sessionBody(fitSession(interactions, config, run), config),
  readBody: (reader, config, { training }) => sessionBody(readSession(reader, training.itemIds.length), config),
};
