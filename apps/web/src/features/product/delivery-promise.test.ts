import { describe, expect, it } from 'vitest';
import { pageText } from '../../language/index.ts';
import { deliverySentences } from './delivery-promise.tsx';

const way = {
  code: 'standard',
  name: 'Standard',
  description: '',
  priceMinor: 490,
  freeFromMinor: 5900,
  minDays: 2,
  maxDays: 4,
};

describe('WEB-1 what delivery costs, on the page of a product', () => {
  it('is said before anything is bought, in both languages', () => {
    expect(deliverySentences([way], 'EUR', pageText('en')).slice(0, 2)).toEqual([
      'With you in 2 to 4 working days, for €4.90 an order.',
      'Delivery is free from €59.00.',
    ]);
    expect(deliverySentences([way], 'EUR', pageText('de'))[0]?.replaceAll(/\s/g, ' ')).toBe(
      'Lieferzeit 2 bis 4 Werktage, für 4,90 € je Bestellung.',
    );
  });

  it('says plainly that it costs nothing', () => {
    const free = [{ ...way, priceMinor: 0 }];
    expect(deliverySentences(free, 'EUR', pageText('en'))[0]).toBe('With you in 2 to 4 working days, free of charge.');
    expect(deliverySentences(free, 'EUR', pageText('de'))[0]).toBe('Lieferzeit 2 bis 4 Werktage, ohne Versandkosten.');
  });

  it('says nothing of a threshold that there is not, and nothing at all where nothing is delivered', () => {
    expect(deliverySentences([{ ...way, freeFromMinor: null }], 'EUR', pageText('en'))).toHaveLength(2);
    expect(deliverySentences([], 'EUR', pageText('en'))).toEqual([]);
  });
});
