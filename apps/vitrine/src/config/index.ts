export { ConfigError, type ConfigProblem, parseConfig, readEnvironment } from './load-config.ts';
export { renderEnvExample } from './env-example.ts';
export { type Config, type Setting, settings } from './settings.ts';
