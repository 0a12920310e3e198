import type { DefineCommand } from './define-command.ts';
import { defineLabCompare } from './lab/compare.ts';
import { defineLabOffPolicy } from './lab/off-policy.ts';
import { defineLabRun } from './lab/run.ts';
import { defineLabSearch } from './lab/search.ts';
import { defineLabSplit } from './lab/split.ts';

/** `vitrine lab …`: studies on plain files, no database. */
export const defineLab: DefineCommand = (program, shell) => {
  const lab = program.command('lab').description("Trains and judges models on somebody's own split, from plain files.");
  // Trainings and evaluations hold the thread: Ctrl-C would only be heard at their end.
  lab.hook('preAction', () => shell.endAtOnce?.());
  defineLabRun(lab, shell);
  defineLabCompare(lab, shell);
  defineLabSearch(lab, shell);
  defineLabSplit(lab, shell);
  defineLabOffPolicy(lab, shell);
};
