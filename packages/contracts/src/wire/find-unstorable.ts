import { jsonMaxDepth } from './primitives.ts';

/** Where a JSON value holds something that no store of ours can keep, and why. */
export interface Unstorable {
  readonly path: (string | number)[];
  readonly message: string;
}

const unpairedSurrogate = /\p{Surrogate}/u;

function textFault(text: string): string | null {
  if (text.includes('\u0000')) return 'must not contain a NUL character';
  if (unpairedSurrogate.test(text)) return 'must not contain half of a surrogate pair';
  return null;
}

interface Pending {
  readonly value: unknown;
  readonly path: (string | number)[];
}

/**
 * Walks a parsed JSON value and returns the first place that PostgreSQL could not store (NUL, unpaired surrogate), that is nested too deep, or that
 * would set a prototype. An explicit stack, because a hostile body may be nested deeper than the call stack.
 */
export function findUnstorable(root: unknown): Unstorable | null {
  const pending: Pending[] = [{ value: root, path: [] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next;
    if (typeof value === 'string') {
      const fault = textFault(value);
      if (fault !== null) return { path, message: fault };
      continue;
    }
    if (typeof value !== 'object' || value === null) continue;
    if (path.length >= jsonMaxDepth)
      return { path: path.slice(0, 4), message: `is nested deeper than ${jsonMaxDepth} levels` };
    const fault = pushMembers(value, path, pending);
    if (fault !== null) return fault;
  }
  return null;
}

function pushMembers(value: object, path: (string | number)[], pending: Pending[]): Unstorable | null {
  if (Array.isArray(value)) {
    for (let i = value.length - 1; i >= 0; i--) {
      const member: unknown = value[i];
      if (typeof member === 'string' || (typeof member === 'object' && member !== null)) {
        pending.push({ value: member, path: [...path, i] });
      }
    }
    return null;
  }
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__') return { path, message: 'must not have a member named __proto__' };
    const fault = textFault(key);
    if (fault !== null) return { path, message: `has a member whose name ${fault}` };
    if (typeof member === 'string' || (typeof member === 'object' && member !== null)) {
      pending.push({ value: member, path: [...path, key] });
    }
  }
  return null;
}
