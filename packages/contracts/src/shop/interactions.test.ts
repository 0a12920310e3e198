import { describe, expect, it } from 'vitest';
import { interaction } from './interactions.ts';

describe('REC-18 what a page may report', () => {
  const click = { type: 'click', item_id: 'kettle-1' } as const;

  it('takes a click on something sold out, and refuses a return, which only a refund can cause', () => {
    expect(interaction.safeParse({ ...click, meta: { available: false } })).toMatchObject({
      success: true,
      data: { meta: { available: false } },
    });
    expect(interaction.safeParse({ ...click, meta: { available: 'no' } }).success).toBe(false);
    const faked = interaction.safeParse({ ...click, type: 'custom', meta: { kind: 'return' } });
    expect(faked.error?.issues).toMatchObject([{ path: ['meta', 'kind'] }]);
  });
});
