import { configOf } from '../commands/define-command.ts';
import type { Shell } from '../shell.ts';
import { type Platform, openPlatform } from './platform.ts';

/** Opens the platform for a one-shot command and closes it whatever happens. */
export async function withPlatform<Result>(
  shell: Shell,
  work: (platform: Platform) => Promise<Result>,
): Promise<Result> {
  const config = configOf(shell);
  const log = (line: string) => {
    if (config.VITRINE_LOG_LEVEL === 'debug' || config.VITRINE_LOG_LEVEL === 'trace') shell.stderr.write(`${line}\n`);
  };
  const platform = await openPlatform({ config, log, serving: false });
  try {
    return await work(platform);
  } finally {
    await platform.close();
  }
}
