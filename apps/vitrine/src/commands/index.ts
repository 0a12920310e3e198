import type { DefineCommand } from './define-command.ts';
import { defineLab } from './lab.ts';
import { defineMigrate } from './migrate.ts';

/** Every verb, in the order `--help` lists them. */
export const commands: readonly DefineCommand[] = [defineMigrate, defineLab];
