import { type Command, InvalidArgumentError } from 'commander';
import {
  type DecisionLog,
  type JudgedPolicy,
  type PolicyVerdict,
  PolicyError,
  createDecisionReader,
  judgePolicy,
  parsePolicy,
} from '@vitrine/engine/lab';
import { CommandError, type Shell, exitStatus, printResult } from '../../shell.ts';
import { renderTable } from '../../terminal/index.ts';
import { wholeNumber } from '../option-values.ts';
import { type ReadPlace, readTextFile } from './lab-file.ts';
import { memoryLimits } from './read-plain.ts';

interface OffPolicyOptions {
  readonly log: string;
  readonly policy: JudgedPolicy;
  readonly clip?: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** `vitrine lab off-policy`: what a policy would have brought, from the decisions that another one logged. */
export function defineLabOffPolicy(lab: Command, shell: Shell): void {
  lab
    .command('off-policy')
    .description('Says what a policy would have brought, from a log of decisions that another policy made.')
    .requiredOption(
      '--log <file>',
      'tab-separated text whose first line names action, propensity, reward and, where there are, context, target, predicted, predicted_target (needed)',
    )
    .option('--policy <name>', 'target (the column), uniform, always:ACTION, greedy or epsilon:0.1', policyOf, {
      kind: 'target',
    })
    .option('--clip <x>', 'largest weight of a decision; larger ones are cut', positive)
    .option('--seed <n>', 'seed of everything random', wholeNumber('seed', 0, 2 ** 31), 1)
    .option('--json', 'print JSON')
    .action((options: OffPolicyOptions) => labOffPolicy(shell, options));
}

function policyOf(text: string): JudgedPolicy {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (error instanceof PolicyError) throw new InvalidArgumentError(`${error.message}.`);
    throw error;
  }
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError('--clip takes a number above 0.');
  return value;
}

async function labOffPolicy(shell: Shell, options: OffPolicyOptions): Promise<void> {
  const reader = createDecisionReader();
  const room = memoryLimits(undefined).heapBytes;
  let log: DecisionLog | undefined;
  await readTextFile(shell, options.log, {
    taker: reader,
    onPlace: (place) => checkRoom(reader.lines, room, place),
    finish: () => {
      log = reader.finish();
      return `${log.rewards.length} decisions, ${log.actionIds.length} actions, ${log.contextIds.length} contexts`;
    },
  });
  if (!log) throw new Error(`${options.log} was read without an end`);
  const verdict = judged(log, options);
  const value = { policy: options.policy, clip: options.clip ?? null, ...verdict };
  printResult(shell, options.json, { value, text: textOf(verdict) });
}

/** Bytes of a decision while it is judged. */
const bytesPerDecision = 300;

/** @throws CommandError as soon as it is clear that the log does not fit. */
function checkRoom(lines: number, roomBytes: number, { fileBytes, fileSize }: ReadPlace): void {
  const share = fileSize > 0 ? Math.min(1, fileBytes / fileSize) : 1;
  const most = Math.floor(roomBytes / bytesPerDecision);
  if (lines < 50_000 || lines / share <= most) return;
  throw new CommandError(
    `about ${Math.round(lines / share).toLocaleString('en-GB')} decisions do not fit. Judge a sample of at most ${most.toLocaleString('en-GB')}, or raise the room with NODE_OPTIONS=--max-old-space-size=<MB>.`,
  );
}

function judged(log: DecisionLog, { policy, clip, seed, log: path }: OffPolicyOptions): PolicyVerdict {
  // A million decisions need no thousand resamples to show how sure they are.
  const samples = Math.min(1000, Math.max(200, Math.floor(5e7 / log.rewards.length)));
  try {
    return judgePolicy(log, policy, { seed, samples, ...(clip === undefined ? {} : { weightCap: clip }) });
  } catch (error) {
    if (error instanceof PolicyError) throw new CommandError(`${path}: ${error.message}.`, exitStatus.usage);
    throw error;
  }
}

function textOf({ estimate, hasRewardModel, warnings }: PolicyVerdict): string {
  const rows = [
    ['the log itself', estimate.logged],
    ['inverse propensity scoring', estimate.ips],
    ['self-normalised', estimate.snips],
    ...(hasRewardModel ? ([['doubly robust', estimate.doublyRobust]] as const) : []),
  ] as const;
  const table = renderTable(
    ['reward of a decision', 'mean', '95 % interval'],
    rows.map(([name, { mean, low, high }]) => [name, mean.toFixed(4), `${low.toFixed(4)} to ${high.toFixed(4)}`]),
  );
  const weights = `The ${estimate.decisions} decisions are worth ${estimate.effectiveSampleSize.toFixed(1)} of the judged policy; weights are ${estimate.meanWeight.mean.toFixed(3)} on average and ${estimate.largestWeight.toPrecision(3)} at most${estimate.cappedShare > 0 ? `, ${(estimate.cappedShare * 100).toFixed(1)} % were cut` : ''}.`;
  return [table, weights, ...warnings.map((warning) => `Careful: ${warning}.`)].join('\n\n');
}
