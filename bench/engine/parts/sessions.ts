import { associationRules, evaluateNextItem, lastItemMarkov, models, type SessionScorer } from '@vitrine/engine';
import { readYoochoose } from '@vitrine/testkit/real-data';
import { dataOf, type Part } from '../bench.ts';
import { fitRun } from '../gowalla.ts';
import { measureOften } from '../measure.ts';
import { type Row, seconds, times } from '../table.ts';

export const yoochoose: Part = {
  about: 'next new item of YooChoose sessions against a Markov chain and association rules',
  needsData: true,
  async run(bench) {
    const sides = readYoochoose(dataOf(bench));
    const judge = (scorer: SessionScorer) =>
      evaluateNextItem(scorer, sides, { k: 20, gapMinutes: 1e6, maskSession: true });
    const fit = (name: 'session' | 'sequential-rules') =>
      measureOften(bench, () => models[name].fit(sides.train, models[name].defaults, fitRun(bench)));
    const { value, cost } = fit('session');
    const ours = judge(value);
    const rules = fit('sequential-rules');
    const second = judge(rules.value);
    const rows: Row[] = [
      ['last-item Markov', 1.22, judge(lastItemMarkov(sides.train, 1e6))] as const,
      ['association rules', 1.07, judge(associationRules(sides.train, 1e6))] as const,
    ].map(([name, least, peer]) => {
      const ratio = ours.hitRate / peer.hitRate;
      return {
        what: `YooChoose, session against ${name}, HR@20`,
        goal: `${least}x`,
        ours: ours.hitRate.toFixed(4),
        peer: peer.hitRate.toFixed(4),
        ratio: times(ratio),
        met: ratio >= least,
        remark: `${ours.prefixes} prefixes; MRR@20 ${ours.mrr.toFixed(4)} against ${peer.mrr.toFixed(4)}; ${bench.rounds} fits, ${seconds(cost.wallSec)}`,
      };
    });
    return [
      ...rows,
      {
        what: 'YooChoose, sequential-rules, HR@20',
        goal: '',
        ours: second.hitRate.toFixed(4),
        peer: '',
        ratio: '',
        met: null,
        remark: `MRR@20 ${second.mrr.toFixed(4)}; ${bench.rounds} fits, ${seconds(rules.cost.wallSec)}`,
      },
    ];
  },
};
