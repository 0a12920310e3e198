import { type Kernels, makeMatrix, type Matrix, RandomStream } from '@vitrine/kernels';
import type { FitRun } from '../model.ts';
import { weightedDraw } from './draw-items.ts';
import type { LightGcnConfig } from './config.ts';
import type { Graph } from './graph.ts';
import type { HeldOut } from './held-out.ts';
import { judge, type Judged } from './judge.ts';
import { addGradient } from './loss.ts';
import { propagate } from './propagate.ts';
import { type Rooms, tablesOf } from './tables.ts';

/** What is trained on, and what tells when to stop. */
export interface TrainingTask {
  readonly graph: Graph;
  readonly slice: HeldOut;
  readonly width: number;
  readonly config: LightGcnConfig;
  readonly run: FitRun;
}

/** What descents from one start share: nothing in the rooms lasts longer than a step or a look. */
export interface DescentGround extends TrainingTask {
  readonly rooms: Omit<Rooms, 'parameters'> & { readonly gradient: Matrix };
  /** When the time budget began. */
  readonly startMs: number;
  /** Called before each step; may throw to cancel. */
  readonly progress: () => void;
}

/** With no batch size set. */
const stepsPerRound = 12;

/** Gradient descent with Adam from a random start; one seed goes one way, whatever went before it. */
export class Descent {
  readonly #kernels: Kernels;
  readonly #ground: DescentGround;
  readonly #parameters: Matrix;
  readonly #first: Matrix;
  readonly #second: Matrix;
  readonly #random: RandomStream;
  readonly #order: Int32Array;
  readonly #draw: (random: RandomStream) => number;
  #steps = 0;
  /** Users that were gone through, over all rounds. */
  #gone = 0;

  constructor(kernels: Kernels, ground: DescentGround, drawExponent: number) {
    const { graph, width, run } = ground;
    const room = (): Matrix => makeMatrix(kernels, graph.degrees.length, width);
    this.#kernels = kernels;
    this.#ground = ground;
    [this.#parameters, this.#first, this.#second] = [room(), room(), room()];
    this.#random = new RandomStream(run.seed).derive('lightgcn');
    const byUser = graph.byUser;
    this.#order = Int32Array.from({ length: byUser.rowCount }, (_, user) => user).filter(
      (user) => byUser.starts[user + 1] > byUser.starts[user],
    );
    const popularity = graph.degrees.slice(graph.users);
    const drawn = popularity.map((degree) => (degree > 0 ? degree ** drawExponent : 0));
    this.#draw = this.#order.length === 0 ? () => 0 : weightedDraw(drawn);
    startRandomly(this.#parameters, { ground, random: this.#random.derive('start') });
  }

  /** A copy of where it is. */
  parameters(): Float32Array {
    return this.#parameters.values.slice();
  }

  /** One round over all users, which can be cancelled at each step; answers the mean loss. */
  round(): number {
    const { graph, config, progress } = this.#ground;
    const { starts } = graph.byUser;
    const batchSize = config.batchSize ?? graph.byUser.indices.length / stepsPerRound;
    this.#random.shuffle(this.#order);
    let sum = 0;
    let steps = 0;
    for (let begin = 0; begin < this.#order.length && !this.isLate();) {
      progress();
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

  /** How the slice held out is ranked by now. */
  look(): Judged {
    const { graph, slice, config, rooms } = this.#ground;
    const own = { ...rooms, parameters: this.#parameters };
    return judge(this.#kernels, tablesOf(this.#kernels, { graph, rooms: own }, config.layers), slice);
  }

  /** True when the time budget is over. */
  isLate(): boolean {
    return this.#timeShare() > 1;
  }

  #step(users: Int32Array): number {
    const { graph, config, rooms } = this.#ground;
    const { edges, gradient, spread, spare } = rooms;
    const sum = { edges, spare, steps: config.layers, factor: 1 / (config.layers + 1) };
    propagate(this.#kernels, { ...sum, from: this.#parameters, out: spread });
    gradient.values.fill(0);
    const random = this.#random.derive(this.#steps);
    const batch = { byUser: graph.byUser, users, spread, gradient, draw: () => this.#draw(random) };
    const loss = addGradient(this.#kernels, batch, config);
    if (!Number.isFinite(loss)) {
      throw new RangeError(`the loss became ${loss} after ${this.#steps} steps; use a smaller learningRate`);
    }
    propagate(this.#kernels, { ...sum, from: gradient, out: spread });
    this.#adam(spread);
    return loss;
  }

  #adam(gradient: Matrix): void {
    const { config } = this.#ground;
    const { memory } = this.#kernels;
    const rate = (config.learningRate * (1 + Math.cos(Math.PI * this.#share()))) / 2;
    this.#steps++;
    const places = [this.#parameters, gradient, this.#first, this.#second].map(({ values }) => memory.offsetOf(values));
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

  /** The part of the time budget that is over; 0 without one. */
  #timeShare(): number {
    const { config, run, startMs } = this.#ground;
    if (config.timeBudgetSec === null || run.elapsedMs === undefined) return 0;
    return (run.elapsedMs() - startMs) / Math.max(1, config.timeBudgetSec * 1000);
  }

  /** The part of the training that is over, by rounds or by time. */
  #share(): number {
    return Math.min(1, Math.max(this.#timeShare(), this.#gone / (this.#ground.config.epochs * this.#order.length)));
  }
}

/** Normal numbers of deviation 0.1; columns that only fill up and nodes without an edge stay 0. */
function startRandomly(
  matrix: Matrix,
  { ground, random }: { readonly ground: DescentGround; readonly random: RandomStream },
): void {
  const { graph, config } = ground;
  for (let row = 0; row < matrix.rows; row++) {
    for (let column = 0; column < config.factors; column++) {
      const value = 0.1 * random.nextNormal();
      if (graph.degrees[row] > 0) matrix.values[row * matrix.columns + column] = value;
    }
  }
}
