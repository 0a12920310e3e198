import { type Kernels, makeMatrix, type Matrix, RandomStream } from '@vitrine/kernels';
import { toKernelRows } from '../../factors/sparse-in-memory.ts';
import type { FitRun } from '../model.ts';
import { weightedDraw } from './draw-items.ts';
import type { LightGcnConfig } from './config.ts';
import type { Graph } from './graph.ts';
import type { HeldOut } from './held-out.ts';
import { judge, type Judged } from './judge.ts';
import { addGradient } from './loss.ts';
import { propagate } from './propagate.ts';
import { type Rooms, tablesOf } from './tables.ts';

/** One look at the slice held out. */
export interface Look extends Judged {
  readonly epoch: number;
  /** Mean loss of an interaction since the look before. */
  readonly loss: number;
}

/** What the training ended with. */
export interface Training {
  /** nodes x width, a row a user, then a row an item: the parameters that were judged best. */
  readonly parameters: Float32Array;
  readonly looks: readonly Look[];
  /** The round whose parameters these are. */
  readonly epoch: number;
  readonly stopped: 'epochs' | 'early' | 'time';
}

/** What is trained on, and what tells when to stop. */
export interface TrainingTask {
  readonly graph: Graph;
  readonly slice: HeldOut;
  readonly width: number;
  readonly config: LightGcnConfig;
  readonly run: FitRun;
}

/** Gradient descent with Adam; a step costs 4 x layers x edges x factors operations for the graph and those of its loss. */
export function train(kernels: Kernels, task: TrainingTask): Training {
  return kernels.memory.scope(() => new Descent(kernels, task).descend());
}

/** With no batch size set. */
const stepsPerRound = 12;

class Descent {
  readonly #kernels: Kernels;
  readonly #task: TrainingTask;
  readonly #rooms: Rooms;
  readonly #gradient: Matrix;
  readonly #first: Matrix;
  readonly #second: Matrix;
  readonly #random: RandomStream;
  readonly #order: Int32Array;
  readonly #draw: (random: RandomStream) => number;
  readonly #startMs: number;
  #steps = 0;
  /** Users that were gone through, over all rounds. */
  #gone = 0;

  constructor(kernels: Kernels, task: TrainingTask) {
    const { graph, width, run } = task;
    const room = (): Matrix => makeMatrix(kernels, graph.degrees.length, width);
    this.#kernels = kernels;
    this.#task = task;
    this.#rooms = { edges: toKernelRows(kernels, graph.edges), parameters: room(), spread: room(), spare: room() };
    [this.#gradient, this.#first, this.#second] = [room(), room(), room()];
    this.#random = new RandomStream(run.seed).derive('lightgcn');
    const byUser = graph.byUser;
    this.#order = Int32Array.from({ length: byUser.rowCount }, (_, user) => user).filter(
      (user) => byUser.starts[user + 1] > byUser.starts[user],
    );
    const popularity = graph.degrees.slice(graph.users);
    const drawn = popularity.map((degree) => (degree > 0 ? degree ** task.config.drawExponent : 0));
    this.#draw = this.#order.length === 0 ? () => 0 : weightedDraw(drawn);
    this.#startMs = run.elapsedMs?.() ?? 0;
    startRandomly(this.#rooms.parameters, { task, random: this.#random.derive('start') });
  }

  descend(): Training {
    const { config, slice } = this.#task;
    // A shop too small to hold anything out goes through all rounds.
    const patience = slice.users.length > 0 ? config.patience : null;
    const looks: Look[] = [];
    let best = { ndcg: -1, epoch: 0, parameters: this.#rooms.parameters.values.slice() };
    let stopped: Training['stopped'] = 'epochs';
    let sinceBest = 0;
    let losses: number[] = [];
    for (let epoch = 1; epoch <= config.epochs && stopped === 'epochs'; epoch++) {
      losses.push(this.#epoch(epoch));
      const late = this.#isLate();
      if (!late && epoch % config.judgeEvery !== 0 && epoch !== config.epochs) continue;
      const look = { epoch, loss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length, ...this.#look() };
      losses = [];
      looks.push(look);
      sinceBest++;
      if (look.ndcg > best.ndcg || patience === null) {
        best = { ndcg: look.ndcg, epoch, parameters: this.#rooms.parameters.values.slice() };
        sinceBest = 0;
      }
      if (late) stopped = 'time';
      else if (patience !== null && sinceBest >= patience) stopped = 'early';
    }
    return { parameters: best.parameters, looks, epoch: best.epoch, stopped };
  }

  /** One round over all users, which can be cancelled at each step; answers the mean loss. */
  #epoch(epoch: number): number {
    const { graph, config, run } = this.#task;
    const { starts } = graph.byUser;
    const batchSize = config.batchSize ?? graph.byUser.indices.length / stepsPerRound;
    this.#random.shuffle(this.#order);
    let sum = 0;
    let steps = 0;
    for (let begin = 0; begin < this.#order.length && !this.#isLate();) {
      run.progress?.(epoch - 1, config.epochs, 'graph network');
      let end = begin;
      for (let pairs = 0; end < this.#order.length && pairs < batchSize; end++) {
        pairs += starts[this.#order[end] + 1] - starts[this.#order[end]];
      }
      sum += this.#step(this.#order.subarray(begin, end));
      steps++;
      this.#gone += end - begin;
      begin = end;
    }
    return sum / Math.max(1, steps);
  }

  #step(users: Int32Array): number {
    const { graph, config } = this.#task;
    const { edges, parameters, spread, spare } = this.#rooms;
    const sum = { edges, spare, steps: config.layers, factor: 1 / (config.layers + 1) };
    propagate(this.#kernels, { ...sum, from: parameters, out: spread });
    this.#gradient.values.fill(0);
    const random = this.#random.derive(this.#steps);
    const batch = { byUser: graph.byUser, users, spread, gradient: this.#gradient, draw: () => this.#draw(random) };
    const loss = addGradient(this.#kernels, batch, config);
    if (!Number.isFinite(loss)) {
      throw new RangeError(`the loss became ${loss} after ${this.#steps} steps; use a smaller learningRate`);
    }
    propagate(this.#kernels, { ...sum, from: this.#gradient, out: spread });
    this.#adam(spread);
    return loss;
  }

  #adam(gradient: Matrix): void {
    const { config } = this.#task;
    const { memory } = this.#kernels;
    const rate = (config.learningRate * (1 + Math.cos(Math.PI * this.#share()))) / 2;
    this.#steps++;
    const places = [this.#rooms.parameters, gradient, this.#first, this.#second].map(({ values }) =>
      memory.offsetOf(values),
    );
    this.#kernels.run('adamRows', {
      args: [
        ...places,
        gradient.columns,
        rate / (1 - 0.9 ** this.#steps),
        1 / Math.sqrt(1 - 0.999 ** this.#steps),
        config.regularization,
      ],
      total: gradient.rows,
      grain: 256,
    });
  }

  #look(): Judged {
    const { graph, slice, config } = this.#task;
    return judge(this.#kernels, tablesOf(this.#kernels, { graph, rooms: this.#rooms }, config.layers), slice);
  }

  #isLate(): boolean {
    return this.#timeShare() > 1;
  }

  /** The part of the time budget that is over; 0 without one. */
  #timeShare(): number {
    const { config, run } = this.#task;
    if (config.timeBudgetSec === null || run.elapsedMs === undefined) return 0;
    return (run.elapsedMs() - this.#startMs) / Math.max(1, config.timeBudgetSec * 1000);
  }

  /** The part of the training that is over, by rounds or by time. */
  #share(): number {
    return Math.min(1, Math.max(this.#timeShare(), this.#gone / (this.#task.config.epochs * this.#order.length)));
  }
}

/** Normal numbers of deviation 0.1; columns that only fill up and nodes without an edge stay 0. */
function startRandomly(
  matrix: Matrix,
  { task, random }: { readonly task: TrainingTask; readonly random: RandomStream },
): void {
  const { graph, config } = task;
  for (let row = 0; row < matrix.rows; row++) {
    for (let column = 0; column < config.factors; column++) {
      const value = 0.1 * random.nextNormal();
      if (graph.degrees[row] > 0) matrix.values[row * matrix.columns + column] = value;
    }
  }
}
