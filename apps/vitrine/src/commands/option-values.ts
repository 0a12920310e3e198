import { InvalidArgumentError } from 'commander';
import { CommandError, exitStatus } from '../shell.ts';

/** A parser of whole numbers within bounds, for commander; the message names the option and the bounds. */
export function wholeNumber(name: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`--${name} takes a whole number from ${least} to ${most}.`);
    return value;
  };
}

/** A parser of points in time: ISO 8601, in UTC unless it says otherwise. */
export function pointInTime(name: string): (text: string) => Date {
  return (text) => {
    const time = new Date(text);
    if (Number.isNaN(time.getTime()))
      throw new InvalidArgumentError(`--${name} takes a time such as 2026-03-01T00:00:00Z.`);
    return time;
  };
}

/** A parser of a share between two bounds. */
export function shareBetween(name: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!(value >= least && value <= most))
      throw new InvalidArgumentError(`--${name} takes a number from ${least} to ${most}.`);
    return value;
  };
}

/** `key=value` words as a configuration; what the keys and values mean is for the model to say. */
export function settingsFrom(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf('=');
      if (at < 1)
        throw new CommandError(`--set ${word}: write key=value, for example --set halfLifeDays=7.`, exitStatus.usage);
      return [word.slice(0, at), word.slice(at + 1)];
    }),
  );
}
