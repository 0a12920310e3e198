import { Command, CommanderError } from 'commander';
import { ConfigError } from './config/index.ts';
import { commands } from './commands/index.ts';
import { CommandError, type Shell, exitStatus } from './shell.ts';

function buildProgram(shell: Shell): Command {
  const program = new Command('vitrine')
    .description('An online shop that learns what to show.')
    .version('0.1.0')
    .exitOverride()
    .configureOutput({ writeOut: (text) => shell.stdout.write(text), writeErr: (text) => shell.stderr.write(text) })
    .showHelpAfterError('Run with --help to see what is possible.');
  for (const define of commands) define(program, shell);
  return program;
}

/** Runs one command line to its end and says its exit status: 0 done, 1 failed, 2 wrong usage or configuration, 3 findings. */
export async function runCommandLine(args: readonly string[], shell: Shell): Promise<number> {
  let status: number = exitStatus.done;
  try {
    await buildProgram(shell).parseAsync(args.length > 0 ? args : ['--help'], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) status = error.exitCode === 0 ? exitStatus.done : exitStatus.usage;
    else if (error instanceof ConfigError) {
      shell.stderr.write(`The configuration is not right:\n${error.message}\n`);
      status = exitStatus.usage;
    } else if (error instanceof CommandError) {
      shell.stderr.write(`${error.message}\n`);
      status = error.status;
    } else {
      const cause = error instanceof Error ? error : new Error(String(error));
      shell.stderr.write(`This should not have happened: ${cause.message}\n`);
      if (shell.environment['VITRINE_LOG_LEVEL'] === 'debug') shell.stderr.write(`${cause.stack}\n`);
      else shell.stderr.write('Run it again with VITRINE_LOG_LEVEL=debug to see where.\n');
      status = exitStatus.failed;
    }
  }
  return status;
}
