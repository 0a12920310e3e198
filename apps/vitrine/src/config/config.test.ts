import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig, readEnvironment, renderEnvExample, settings } from './index.ts';

const problemsOf = (environment: Record<string, string>) => {
  try {
    parseConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe('OPS-2 one validated configuration schema', () => {
  it('has a usable default for everything', () => {
    expect(parseConfig({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      RECOMMENDATION_BATCH_INTERVAL: 3600,
      MODEL_VERSION: 'champion',
    });
  });

  it('counts an empty value as absent', () => {
    expect(parseConfig({ PORT: ' ', DATABASE_URL: '' })).toMatchObject({ PORT: 3000, DATABASE_URL: undefined });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://there'],
    ['VITRINE_LOG_LEVEL', 'loud'],
    ['RECOMMENDATION_BATCH_INTERVAL', '1'],
    ['VITRINE_API_KEYS', 'short:*'],
  ])('refuses %s=%s with a sentence that names the setting', (name, value) => {
    const [problem] = problemsOf({ [name]: value });
    expect(problem?.setting).toBe(name);
    expect(problem?.sentence).toMatch(new RegExp(`^${name}: `));
  });

  it('reads the links of the foot (WEB-1), and refuses addresses that could be scripts', () => {
    expect(parseConfig({}).VITRINE_SOCIAL_LINKS).toEqual([]);
    expect(
      parseConfig({ VITRINE_SOCIAL_LINKS: 'Mastodon=https://a.example/@v?x=1, Our blog = https://b.example' })
        .VITRINE_SOCIAL_LINKS,
    ).toEqual([
      { name: 'Mastodon', url: 'https://a.example/@v?x=1' },
      { name: 'Our blog', url: 'https://b.example' },
    ]);
    expect(problemsOf({ VITRINE_SOCIAL_LINKS: 'X=javascript:alert(1)' })[0]?.sentence).toContain('must be a name, =');
  });

  it('never shows the value of a secret', () => {
    expect(JSON.stringify(problemsOf({ DATABASE_URL: 'mysql://me:hunter2@db' }))).not.toContain('hunter2');
  });

  it('names every wrong setting at once, and unknown names of ours', () => {
    const named = problemsOf({ PORT: 'x', HOST: '', VITRINE_HOEM: '/tmp', CACHE_TTL: '-1' }).map(
      ({ setting }) => setting,
    );
    expect(named).toEqual(['PORT', 'CACHE_TTL', 'VITRINE_HOEM']);
  });

  it('describes every setting in .env.example', () => {
    for (const name of Object.keys(settings)) expect(renderEnvExample()).toContain(`#${name}=`);
  });

  it('says so when the .env is a folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'vitrine-env-'));
    mkdirSync(join(folder, '.env'));
    expect(() => readEnvironment(folder, {})).toThrow(/\.env cannot be read.*remove it/);
    rmSync(folder, { recursive: true });
  });
});
