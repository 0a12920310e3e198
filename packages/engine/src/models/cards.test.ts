import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { models } from './registry.ts';

describe('REC-14 every model has its page', () => {
  it.each(Object.values(models))(
    '$name: idea, formula, every setting, cost, when not, measured',
    ({ name, defaults }) => {
      const card = readFileSync(new URL(`${name}/card.md`, import.meta.url), 'utf8');
      const parts = ['Idea', 'Formula', 'When not to use', 'Measured'];
      expect(parts.filter((part) => !card.includes(`**${part}`))).toEqual([]);
      expect(/\*\*(Cost|Serving)/.test(card)).toBe(true);
      const written = new Set(Array.from(card.matchAll(/`([^`]+)`/g), ([, code]) => code));
      expect(Object.keys(defaults).filter((setting) => !written.has(setting))).toEqual([]);
    },
  );
});
