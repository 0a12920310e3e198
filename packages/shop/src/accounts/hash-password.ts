import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash that is kept of a password: argon2id with its parameters and salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

// A sign-in with an unknown e-mail does the same work, so that its time says nothing.
let decoy: Promise<string> | undefined;

/** Whether the password is the one behind the hash. Without a hash the work is done all the same, and the answer is no. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hash(randomBytes(16).toString('hex'), cost);
  const isRight = await verify(passwordHash ?? (await decoy), password);
  return isRight && passwordHash !== null;
}
