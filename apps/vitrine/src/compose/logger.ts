import pino, { type Logger as PinoLogger, stdTimeFunctions } from 'pino';
import type { Config } from '../config/index.ts';

/** The process's log: one JSON object a line on standard error, secrets left out. */
export type Logger = Pick<PinoLogger, 'error' | 'warn' | 'info' | 'debug'>;

/** Opens the log at the configured level. */
export function createLogger(config: Pick<Config, 'VITRINE_LOG_LEVEL'>): Logger {
  return pino(
    {
      level: config.VITRINE_LOG_LEVEL,
      timestamp: stdTimeFunctions.isoTime,
      redact: ['*.password', '*.authorization', '*.cookie', '*.url'],
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
