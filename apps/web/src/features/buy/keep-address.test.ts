import { describe, expect, it } from 'vitest';
import type { AddressInput, CustomerAddress, OwnServices } from '../../services/account-services.ts';
import { keepAddress } from './keep-address.ts';

const home: CustomerAddress = {
  id: 'a1',
  recipient: 'Ada Lovelace',
  line1: 'Lamp Street 1',
  line2: null,
  postalCode: '10115',
  city: 'Berlin',
  region: null,
  country: 'DE',
  isDefault: true,
};
const typed = {
  recipient: 'Ada Lovelace',
  line1: 'lamp street  1',
  postal_code: '10115',
  city: 'Berlin',
  country: 'DE',
};

function book(there: readonly CustomerAddress[], failure?: 'customers.too_many_addresses') {
  const saved: [string | null, AddressInput][] = [];
  const addresses: OwnServices['addresses'] = {
    list: () => Promise.resolve(there),
    save: (id, input) => {
      saved.push([id, input]);
      return Promise.resolve(failure ? { ok: false, error: { code: failure } } : { ok: true, value: true });
    },
    remove: () => Promise.resolve(true),
    countries: ['DE'],
  };
  return { saved, own: { addresses } };
}

describe('ACC-3 an address of the checkout', () => {
  it('is kept in the account, and the one that is there already not twice', async () => {
    const empty = book([]);
    expect(await keepAddress(empty.own, typed, false)).toBe('kept');
    expect(empty.saved).toMatchObject([[null, { postalCode: '10115', isDefault: false }]]);
    const full = book([home]);
    expect(await keepAddress(full.own, typed, true)).toBe('kept');
    expect(full.saved).toEqual([]);
  });

  it('is kept once when the button is pressed twice', async () => {
    const kept: CustomerAddress[] = [];
    const addresses: OwnServices['addresses'] = {
      list: async () => [...kept],
      save: async (_id, { isDefault = false, ...input }) => {
        kept.forEach((one, at) => (kept[at] = { ...one, isDefault: one.isDefault && !isDefault }));
        kept.push({ ...home, ...input, id: `a${kept.length}`, isDefault });
        return { ok: true, value: true };
      },
      remove: async (id) => kept.splice(kept.findIndex((one) => one.id === id) >>> 0, 1).length > 0,
      countries: ['DE'],
    };
    for (const isDefault of [false, true]) {
      kept.length = 0;
      const presses = [keepAddress({ addresses }, typed, isDefault), keepAddress({ addresses }, typed, isDefault)];
      expect(await Promise.all(presses)).toEqual(['kept', 'kept']);
      expect(kept.map((one) => one.isDefault)).toEqual([isDefault]);
    }
  });

  it('does not stop the purchase when the address book is out of reach', async () => {
    const { own } = book([]);
    const away = { addresses: { ...own.addresses, list: () => Promise.reject(new Error('away')) } };
    expect(await keepAddress(away, typed, false)).toBe('refused');
  });

  it('becomes the usual one when that is wanted, and says when the book is full', async () => {
    const there = book([{ ...home, isDefault: false }]);
    expect(await keepAddress(there.own, typed, true)).toBe('kept');
    expect(there.saved).toMatchObject([['a1', { isDefault: true }]]);
    expect(await keepAddress(book([], 'customers.too_many_addresses').own, typed, false)).toBe('full');
  });
});
