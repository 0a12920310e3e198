import { describe, expect, it } from 'vitest';
import { RandomStream } from './random-stream.ts';

const draw = (stream: RandomStream): number[] => Array.from({ length: 5 }, () => stream.nextUint32());

describe('random stream', () => {
  it('repeats by seed, differs by seed and by label, and deriving does not advance it', () => {
    const stream = new RandomStream(7);
    stream.derive('users');
    expect(draw(stream)).toEqual(draw(new RandomStream(7)));
    expect(draw(new RandomStream(8))).not.toEqual(draw(new RandomStream(7)));
    expect(draw(new RandomStream(7).derive(1))).not.toEqual(draw(new RandomStream(7).derive(2)));
    expect(draw(new RandomStream(7).derive('a'))).toEqual(draw(new RandomStream(7).derive('a')));
  });

  it('is uniform: every tenth of the range gets a tenth of the draws, within five standard errors', () => {
    const stream = new RandomStream(1);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let at = 0; at < 50_000; at++) {
      const tenth = Math.floor(stream.next() * 10);
      counts[tenth] = (counts[tenth] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 5000)).toBeLessThan(5 * Math.sqrt(50_000 * 0.09));
  });

  it('draws normals of mean 0 and variance 1, numbers symmetric about 0, and shuffles without losing anything', () => {
    const stream = new RandomStream(2);
    const normals = Array.from({ length: 20_000 }, () => stream.nextNormal());
    const mean = normals.reduce((sum, value) => sum + value, 0) / normals.length;
    const variance = normals.reduce((sum, value) => sum + value * value, 0) / normals.length;
    expect(Math.abs(mean)).toBeLessThan(0.04);
    expect(Math.abs(variance - 1)).toBeLessThan(0.06);
    const signed = Array.from({ length: 20_000 }, () => stream.nextSigned());
    expect(Math.abs(signed.reduce((sum, value) => sum + value, 0) / 20_000)).toBeLessThan(0.025);
    expect(signed.reduce((sum, value) => sum + value * value, 0) / 20_000).toBeCloseTo(1 / 3, 1);
    expect([...stream.shuffle([1, 2, 3, 4, 5])].sort()).toEqual([1, 2, 3, 4, 5]);
    expect(() => stream.nextBelow(0)).toThrow(/whole number/);
  });
});
