import type { Interactions } from '../../interactions/interactions.ts';
import { sessionSequences } from '../../interactions/sequences.ts';
import type { FitRun } from '../model.ts';
import type { SessionConfig } from './config.ts';
import { findMixture } from './find-mixture.ts';
import { rememberSessions, type SessionMemory, type SessionMixture } from './memory.ts';

/** What a training makes. */
export interface TrainedSession {
  readonly memory: SessionMemory;
  readonly mixture: SessionMixture;
}

/** Remembers sessions and what followed what, and finds the mixture where the configuration leaves it open; O(rows x ruleSteps). */
export function fitSession(interactions: Interactions, config: SessionConfig, run: FitRun): TrainedSession {
  const itemCount = interactions.itemIds.length;
  const sequences = sessionSequences(interactions, config.gapMinutes * 60);
  run.progress?.(0, 2, 'mixture');
  const mixture = findMixture(sequences, itemCount, config);
  run.progress?.(1, 2, 'sessions');
  return { memory: rememberSessions(sequences, itemCount, config), mixture };
}
