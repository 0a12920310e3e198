export { type BehaviourDay, type BehaviourEvent, type SimulatedOrder, type SimulatedReview } from './records.ts';
export { type ShelfProduct } from './shelf.ts';
export { type BehaviourOptions, simulateBehaviour } from './simulate.ts';
