import type { ModelKind } from '../define-model.ts';
import { parseUserKnnConfig, userKnnDefaults, type UserKnnConfig } from './config.ts';
import { userKnnBody, userKnnBodyInSteps } from './score.ts';

/** What people alike have. See card.md. */
export const userKnnKind: ModelKind<UserKnnConfig> = {
  name: 'user-knn',
  defaults: userKnnDefaults,
  parseConfig: parseUserKnnConfig,
  fitBody: userKnnBody,
  readBody: (_reader, config, { training, shared }) => userKnnBody(training, config, { shared }),
  readBodyInSteps: (_reader, config, { training, shared }) => userKnnBodyInSteps(training, config, { shared }),
};
