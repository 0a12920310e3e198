import type { Command } from 'commander';
import { type Config, parseConfig, readEnvironment } from '../config/index.ts';
import type { Shell } from '../shell.ts';

/** One verb of the command line: adds itself to the program. */
export type DefineCommand = (program: Command, shell: Shell) => void;

/** The checked configuration of this run: `.env` in the working folder, then the environment. */
export const configOf = (shell: Shell): Config => parseConfig(readEnvironment(shell.folder, shell.environment));
