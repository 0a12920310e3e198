import { randomBytes, randomFillSync } from 'node:crypto';
import type { Clock } from './clock.ts';

/** Random bytes are fetched many at a time: asking the system for 16 costs as much as asking for thousands. */
const randomPool = Buffer.alloc(4_096);
let randomUsed = randomPool.length;

/** 16 bytes that nobody else gets. */
function nextRandom(): Buffer {
  if (randomUsed === randomPool.length) {
    randomFillSync(randomPool);
    randomUsed = 0;
  }
  randomUsed += 16;
  return Buffer.from(randomPool.subarray(randomUsed - 16, randomUsed));
}

let lastMs = 0;
let counter = 0;

/**
 * A new UUIDv7 as lower-case text: 48 bits of the clock's milliseconds, then a 12-bit counter that keeps the ids of one
 * process in the order they were made within a millisecond, then 62 random bits (RFC 9562, method 1).
 */
export function newId(clock: Clock): string {
  const now = clock.now().getTime();
  if (now === lastMs) {
    counter += 1;
  } else {
    lastMs = now;
    counter = randomBytes(2).readUInt16BE() & 0x3ff;
  }
  // More than 3,000 ids in a millisecond borrow from the next one rather than repeat.
  const ms = now + (counter >>> 12);
  const bytes = nextRandom();
  bytes.writeUIntBE(ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | (counter & 0xfff), 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
