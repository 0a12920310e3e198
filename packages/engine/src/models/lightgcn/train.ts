import { type Kernels, makeMatrix, type Matrix } from '@vitrine/kernels';
import { toKernelRows } from '../../factors/sparse-in-memory.ts';
import { Descent, type DescentGround, type TrainingTask } from './descent.ts';
import type { Judged } from './judge.ts';

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
  readonly drawExponent: number;
  /** What all exponents that were tried had reached when they were compared; empty where one was set. */
  readonly trials: readonly { readonly drawExponent: number; readonly ndcg: number }[];
}

/** Ways to draw items that are tried when none is set: all alike, and as often as they are taken. */
const triedExponents = [0, 1];

/** Looks until they are compared: on gowalla drawing all alike is ahead after 4 rounds, and behind after 8. */
const trialLooks = 2;

/**
 * Each way to draw items goes as far as its second look, and the best goes on from there, so that it ends as if it alone had been set. A step
 * costs 4 x layers x edges x factors operations for the graph and those of its loss.
 */
export function train(kernels: Kernels, task: TrainingTask): Training {
  const { config, graph, slice, width, run } = task;
  const tried = slice.users.length > 0 ? triedExponents : triedExponents.slice(0, 1);
  const exponents = config.drawExponent === null ? tried : [config.drawExponent];
  const rounds = config.epochs + (exponents.length - 1) * Math.min(trialLooks * config.judgeEvery, config.epochs);
  return kernels.memory.scope(() => {
    const room = (): Matrix => makeMatrix(kernels, graph.degrees.length, width);
    const rooms = { edges: toKernelRows(kernels, graph.edges), spread: room(), spare: room(), gradient: room() };
    const progress = (): void =>
      run.progress?.(
        courses.reduce((sum, each) => sum + each.epoch, 0),
        rounds,
        'graph network',
      );
    const ground = { ...task, rooms, startMs: run.elapsedMs?.() ?? 0, progress };
    const courses = exponents.map((exponent) => new Course(kernels, ground, exponent));
    for (const course of courses) {
      for (let look = 0; look < trialLooks && course.stopped === null; look++) course.toNextLook();
    }
    const chosen = courses.reduce((best, course) => (course.best.ndcg > best.best.ndcg ? course : best));
    const trials = courses.map(({ drawExponent, best }) => ({ drawExponent, ndcg: best.ndcg }));
    while (chosen.stopped === null) chosen.toNextLook();
    const { best, looks, stopped, drawExponent } = chosen;
    return { ...best, looks, stopped, drawExponent, trials: config.drawExponent === null ? trials : [] };
  });
}

/** A descent that is looked at from time to time. */
class Course {
  readonly drawExponent: number;
  readonly looks: Look[] = [];
  /** Rounds done. */
  epoch = 0;
  best: { readonly ndcg: number; readonly epoch: number; readonly parameters: Float32Array };
  stopped: Training['stopped'] | null = null;
  readonly #task: TrainingTask;
  readonly #descent: Descent;
  #sinceBest = 0;

  constructor(kernels: Kernels, ground: DescentGround, drawExponent: number) {
    this.drawExponent = drawExponent;
    this.#task = ground;
    this.#descent = new Descent(kernels, ground, drawExponent);
    this.best = { ndcg: -1, epoch: 0, parameters: this.#descent.parameters() };
  }

  /** Rounds until the slice is to be looked at, and the look; says in `stopped` when it was the last. */
  toNextLook(): void {
    const { config, slice } = this.#task;
    // A shop too small to hold anything out goes through all rounds.
    const patience = slice.users.length > 0 ? config.patience : null;
    const losses: number[] = [];
    do {
      losses.push(this.#descent.round());
      this.epoch++;
    } while (!this.#descent.isLate() && this.epoch % config.judgeEvery !== 0 && this.epoch < config.epochs);
    const late = this.#descent.isLate();
    const loss = losses.reduce((sum, each) => sum + each, 0) / losses.length;
    const look = { epoch: this.epoch, loss, ...this.#descent.look() };
    this.looks.push(look);
    this.#sinceBest++;
    if (look.ndcg > this.best.ndcg || patience === null) {
      this.best = { ndcg: look.ndcg, epoch: this.epoch, parameters: this.#descent.parameters() };
      this.#sinceBest = 0;
    }
    if (late) this.stopped = 'time';
    else if (patience !== null && this.#sinceBest >= patience) this.stopped = 'early';
    else if (this.epoch >= config.epochs) this.stopped = 'epochs';
  }
}
