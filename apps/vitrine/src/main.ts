import { runCommandLine } from './command-line.ts';

const stop = new AbortController();
let interrupts = 0;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
for (const signal of signals) {
  process.on(signal, () => {
    interrupts += 1;
    // A second Ctrl-C while a slow step winds down must still get the person their terminal back.
    if (interrupts > 1) process.exit(130);
    stop.abort(signal);
  });
}

// Whoever reads no further, such as head, has what they wanted; the work goes on to its end, and what it writes to files is written.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const status = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  folder: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  now: () => new Date(),
  stopRequested: stop.signal,
  // Without a listener of its own the program gets the system's: the end.
  endAtOnce: () => signals.forEach((signal) => process.removeAllListeners(signal)),
});

process.exitCode = status;
// A training that was stopped in the middle would go on for nobody: its process ends with this one.
if (stop.signal.aborted) process.exit();
