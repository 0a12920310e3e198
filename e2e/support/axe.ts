import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeRun {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** What axe finds wrong with the page as it is, one line each; `only` limits it to some rules. */
export async function axe(page: Page, only?: readonly string[]): Promise<string[]> {
  await page.evaluate(`window.axe ?? (() => {${axeSource}})()`);
  return page.evaluate(async (rules) => {
    // A question stuck to the foot covers what can be scrolled free of it: sizes are measured without it.
    const covered = document.querySelector('.consent, dialog[open], .toast') !== null;
    const options = rules
      ? { runOnly: { type: 'rule', values: rules } }
      : { rules: { 'target-size': { enabled: !covered } } };
    const { violations } = await (globalThis as unknown as { axe: AxeRun }).axe.run({
      ...options,
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }, only);
}
