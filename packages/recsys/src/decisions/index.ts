export { type Decision, type DecisionItem, listDecisions } from './decisions.store.ts';
export { DecisionRecorder } from './decision-recorder.ts';
