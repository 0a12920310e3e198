import { health } from './health/handler.ts';
import { readiness } from './readiness/handler.ts';
import { version } from './version/handler.ts';

/** The operations for whoever runs the service. */
export const opsOperations = [health, readiness, version];
