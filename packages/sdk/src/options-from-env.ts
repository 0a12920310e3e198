import type { RecommenderOptions } from './create-recommender.ts';

/** The organisation of the embedded shop, used when none is named. */
const embeddedOrganisation = '00000000-0000-4000-8000-000000000001';

/**
 * Options from an environment: `VITRINE_NAMESPACE` and `VITRINE_URL` are needed, `VITRINE_API_KEY` and `VITRINE_ORG_ID` may be left out. The record is
 * given, so that a browser build can pass what its bundler put in.
 * @throws TypeError naming the variable that is missing.
 */
export function optionsFromEnv(env: Readonly<Record<string, string | undefined>>): RecommenderOptions {
  const needed = (name: string): string => {
    const value = env[name]?.trim();
    if (value === undefined || value === '')
      throw new TypeError(`${name} is not set. Set it to reach the recommender.`);
    return value;
  };
  const apiKey = env['VITRINE_API_KEY']?.trim();
  const orgId = env['VITRINE_ORG_ID']?.trim();
  return {
    namespace: needed('VITRINE_NAMESPACE'),
    baseUrl: needed('VITRINE_URL'),
    orgId: orgId === undefined || orgId === '' ? embeddedOrganisation : orgId,
    ...(apiKey === undefined || apiKey === '' ? {} : { apiKey }),
  };
}
