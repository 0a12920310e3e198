import { createContext } from 'react-router';
import type { WebServices } from './services.ts';

/** Set by the host on every request; reading it without a host is a bug and throws. */
export const servicesContext = createContext<WebServices>();

/** Set by the pages when they failed because what they need is away; the host then answers 503 instead of 500. */
export const awayContext = createContext<boolean>(false);

/** The nonce of the response's Content-Security-Policy; unset = no nonce on scripts. */
export const nonceContext = createContext<string | undefined>(undefined);
