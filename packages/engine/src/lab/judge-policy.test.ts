import { RandomStream } from '@vitrine/kernels';
import { describe, expect, it } from 'vitest';
import { createDecisionReader, DecisionFormatError, type DecisionLog } from './decision-log.ts';
import { judgePolicy, parsePolicy, PolicyError } from './judge-policy.ts';

/** Chances of a click by context and action, and how a careless logger chose: the best action of each context rarely. */
const chances: readonly (readonly number[])[] = [
  [0.05, 0.1, 0.4],
  [0.3, 0.1, 0.05],
];
const logged: readonly (readonly number[])[] = [
  [0.5, 0.3, 0.2],
  [0.2, 0.5, 0.3],
];

function read(text: string, piece = 1000): DecisionLog {
  const reader = createDecisionReader();
  for (let at = 0; at < text.length; at += piece) reader.push(text.slice(at, at + piece));
  return reader.finish();
}

/** A bandit played `count` times, written as the file a shop would log. */
function played(count: number, seed: number, target = [0.1, 0.2, 0.7]): string {
  const stream = new RandomStream(seed);
  const lines = Array.from({ length: count }, () => {
    const context = stream.next() < 0.5 ? 0 : 1;
    const drawn = stream.next();
    const [first = 0, second = 0] = logged[context] ?? [];
    const action = drawn < first ? 0 : drawn < first + second ? 1 : 2;
    const reward = stream.next() < (chances[context]?.[action] ?? 0) ? 1 : 0;
    return [`c${context}`, `a${action}`, logged[context]?.[action], reward, target[action]].join('\t');
  });
  return `context\taction\tpropensity\treward\ttarget\n${lines.join('\n')}\n`;
}

const valueOf = (policy: readonly (readonly number[])[]): number =>
  chances.reduce(
    (sum, row, context) => sum + 0.5 * row.reduce((own, chance, at) => own + chance * (policy[context]?.[at] ?? 0), 0),
    0,
  );

describe('REC-12 REC-14 judging a policy by a log of another', () => {
  const log = read(played(30_000, 1));

  it.each([
    [
      'target',
      valueOf([
        [0.1, 0.2, 0.7],
        [0.1, 0.2, 0.7],
      ]),
    ],
    [
      'uniform',
      valueOf([
        [1 / 3, 1 / 3, 1 / 3],
        [1 / 3, 1 / 3, 1 / 3],
      ]),
    ],
    [
      'always:a2',
      valueOf([
        [0, 0, 1],
        [0, 0, 1],
      ]),
    ],
    [
      'greedy',
      valueOf([
        [0, 0, 1],
        [1, 0, 0],
      ]),
    ],
    [
      'epsilon:0.3',
      valueOf([
        [0.1, 0.1, 0.8],
        [0.8, 0.1, 0.1],
      ]),
    ],
  ])('%s: all estimators find its true value', (policy, truth) => {
    const { estimate, warnings } = judgePolicy(log, parsePolicy(policy), { seed: 1, samples: 200 });
    for (const { mean, low, high } of [estimate.ips, estimate.snips, estimate.doublyRobust]) {
      expect(Math.abs(mean - truth)).toBeLessThan(0.02);
      expect(low).toBeLessThan(truth + 0.005);
      expect(high).toBeGreaterThan(truth - 0.005);
    }
    expect(warnings).toEqual([]);
  });

  it('a reward model learned from the other half narrows the interval', () => {
    const { estimate, hasRewardModel } = judgePolicy(log, parsePolicy('always:a2'), { seed: 1, samples: 300 });
    const width = ({ low, high }: { low: number; high: number }): number => high - low;
    expect(hasRewardModel).toBe(true);
    expect(width(estimate.doublyRobust)).toBeLessThan(width(estimate.ips));
  });

  it('warns of few effective decisions, of wrong propensities, of caps', () => {
    const short = read(played(200, 2));
    expect(judgePolicy(short, parsePolicy('always:a2'), { seed: 1 }).warnings).toEqual([
      expect.stringMatching(/worth only \d+ of its 200/),
    ]);
    const wrong = { ...log, propensities: log.propensities.map((chance) => chance / 2) };
    expect(judgePolicy(wrong, parsePolicy('uniform'), { seed: 1, samples: 100 }).warnings.join()).toMatch(
      /should be 1/,
    );
    expect(judgePolicy(log, parsePolicy('uniform'), { seed: 1, samples: 100, weightCap: 1.2 }).warnings.join()).toMatch(
      /capped/,
    );
    const never = { ...log, targets: log.rewards.map(() => 0) };
    expect(judgePolicy(never, parsePolicy('target'), { seed: 1, samples: 10 }).warnings.join()).toMatch(
      /nothing can be said/,
    );
  });

  it('refuses what does not fit', () => {
    expect(() => parsePolicy('best')).toThrow(/take target, uniform, always:ACTION/);
    expect(() => parsePolicy('epsilon:2')).toThrow(PolicyError);
    expect(() => judgePolicy(log, parsePolicy('always:a9'), { seed: 1 })).toThrow(/never logged; take one of a/);
    expect(() => judgePolicy({ ...log, targets: null }, parsePolicy('target'), { seed: 1 })).toThrow(
      /no column "target"/,
    );
  });

  it('reads CR LF, a byte order mark, columns in any order, cut anywhere', () => {
    const text = '\uFEFFreward\tpropensity\taction\r\n1\t0.5\tшаг 1\r\n0\t1\tb\r\n';
    const found = read(text, 3);
    expect(found).toEqual(read(text));
    expect([found.actionIds, [...found.rewards], found.targets, [...found.contexts]]).toEqual([
      ['шаг 1', 'b'],
      [1, 0],
      null,
      [0, 0],
    ]);
  });

  it.each([
    ['', 0, 'row', /no decision; begin with a line/],
    ['action\tpropensity\treward\n', 0, 'row', /no decision/],
    ['action\treward\na\t1\n', 1, 'propensity', /missing/],
    ['a\t0.5\t1\n', 1, 'row', /"a" is no column/],
    ['action\tpropensity\treward\na\t0\t1\n', 2, 'propensity', /"0" is not above 0/],
    ['action\tpropensity\treward\na\t0.5\tNaN\n', 2, 'reward', /finite/],
    ['action\tpropensity\treward\na\t0.5\t0x1\n', 2, 'reward', /finite/],
    ['action\tpropensity\treward\ttarget\na\t0.5\t1\t1.5\n', 2, 'target', /from 0 to 1/],
    ['action\tpropensity\treward\n\t0.5\t1\n', 2, 'action', /empty/],
    ['action\tpropensity\treward\na\t0.5\n', 2, 'row', /2 fields/],
    ['action\taction\tpropensity\treward\n', 1, 'row', /twice/],
  ])('refuses %j at line %i, field %s', (...[text, line, field, message]) => {
    let error: unknown;
    try {
      read(text);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(DecisionFormatError);
    expect(error).toMatchObject({ line, field, message: expect.stringMatching(message) });
  });
});
