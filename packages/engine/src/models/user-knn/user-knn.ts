import type { ModelKind } from '../define-model.ts';
import { parseUserKnnConfig, userKnnDefaults, type UserKnnConfig } from './config.ts';
import { userKnnBody } from './score.ts';

/** What people alike have. See card.md. */
export const userKnnKind: ModelKind<UserKnnConfig> = {
  name: 'user-knn',
  defaults: userKnnDefaults,
  parseConfig: parseUserKnnConfig,
  fitBody: (interactions, config) => userKnnBody(interactions, config),
  readBody: (_reader, config, { training }) => userKnnBody(training, config),
};
