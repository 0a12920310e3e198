export { ConfigError, parseConfig, readEnvironment } from './load-config.ts';
export { renderEnvExample } from './env-example.ts';
export { type Config, settings } from './settings.ts';
