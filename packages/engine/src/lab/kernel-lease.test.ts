import { describe, expect, it } from 'vitest';
import { plainKernels } from '../factors/kernel-source.ts';
import { leaseKernels } from './kernel-lease.ts';

describe('REC-14 kernels of judged models', () => {
  it('are all ended with the lease, each once, those that were ended before not again', () => {
    const ended: string[] = [];
    const names = ['a', 'b', 'c'];
    const lease = leaseKernels(() => {
      const name = names.shift() ?? '';
      return { ...plainKernels(), end: () => void ended.push(name) };
    });
    const [first] = [lease.kernels(), lease.kernels(), lease.kernels()];
    first.end();
    expect(ended).toEqual(['a']);
    lease.end();
    lease.end();
    expect(ended).toEqual(['a', 'b', 'c']);
  });
});
