import type { DefineCommand } from './define-command.ts';
import { defineGenerate } from './generate.ts';
import { defineLab } from './lab.ts';
import { defineMigrate } from './migrate.ts';
import { defineServe, defineStart } from './start.ts';

/** Every verb, in the order `--help` lists them. */
export const commands: readonly DefineCommand[] = [defineStart, defineServe, defineMigrate, defineGenerate, defineLab];
