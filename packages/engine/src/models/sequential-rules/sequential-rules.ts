import type { ModelBody, ModelKind } from '../define-model.ts';
import { readSequentialRules } from './codec.ts';
import { parseSequentialRulesConfig, sequentialRulesDefaults, type SequentialRulesConfig } from './config.ts';
import { fitSequentialRules, renewSequentialRules } from './fit.ts';
import { sequentialRulesBody, type SequentialRulesBody } from './score.ts';

const knowsRules = (body: ModelBody): body is SequentialRulesBody => 'rules' in body;

/** What follows an item within a session. See card.md. */
export const sequentialRulesKind: ModelKind<SequentialRulesConfig> = {
  name: 'sequential-rules',
  defaults: sequentialRulesDefaults,
  parseConfig: parseSequentialRulesConfig,
  fitBody: (interactions, config) => sequentialRulesBody(fitSequentialRules(interactions, config), config),
  readBody: (reader, config, { training }) =>
    sequentialRulesBody(readSequentialRules(reader, training.itemIds.length), config),
  updateBody(body, { config, merged, added }) {
    const rules = knowsRules(body)
      ? renewSequentialRules(body.rules, { merged, added }, config)
      : fitSequentialRules(merged, config);
    return sequentialRulesBody(rules, config);
  },
};
