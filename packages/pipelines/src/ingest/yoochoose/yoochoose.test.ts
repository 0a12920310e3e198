import { describe, expect, it } from 'vitest';
import { importTexts } from '../behaviour/import-texts.fixture.ts';

const clicks =
  '1,2014-04-07T10:51:09.277Z,214536502,0\n1,2014-04-07T10:54:09.868Z,214536500,7\n2,2014-04-07T13:56:37.614Z,214662742,S\n';
const buys =
  '1,2014-04-07T11:00:00.000Z,214536502,12462,1\n1,2014-04-07T11:00:00.000Z,214536500,1046,2\n2,2014-04-07T14:00:00.000Z,214662742,0,0\n';

describe('INS-1 yoochoose', () => {
  it('reads clicks and buys without a line of names; buys of a session are an order of a guest', async () => {
    const { kept, report, again } = await importTexts('yoochoose', {
      'yoochoose-clicks.dat': clicks,
      'yoochoose-buys.dat': buys,
    });
    expect([report.rows, report.rejected, kept.events.size, again.written.events.inserted]).toEqual([6, 0, 6, 0]);
    expect([...kept.orders.values()]).toMatchObject([
      {
        customerExternalId: null,
        placedAt: new Date('2014-04-07T11:00:00Z'),
        currency: 'EUR',
        lines: [
          { sku: 'YOOCHOOSE-214536502', quantity: 1, unitPriceMinor: 12_462 },
          { sku: 'YOOCHOOSE-214536500', quantity: 2, unitPriceMinor: 1046 },
        ],
      },
    ]);
    // A buy without a price is an event of a purchase all the same.
    expect(
      [...kept.events.values()]
        .filter(({ type }) => type === 3)
        .map(({ userId }) => userId)
        .toSorted(),
    ).toEqual(['yoochoose-1', 'yoochoose-1', 'yoochoose-2']);
    expect(kept.products.get('214536500')).toMatchObject({
      name: 'Category 7 item 214536500',
      skus: [{ priceMinor: 1046 }],
    });
  });

  it('takes prices with fractions as euros, in any naming and order of columns', async () => {
    const { kept } = await importTexts('yoochoose', {
      'buys.csv': 'Quantity;Price;SessionId;ItemId;Timestamp\n3;9,95;5;77;1396437466.94\n',
    });
    expect([...kept.orders.values()][0]).toMatchObject({
      placedAt: new Date(1_396_437_466_940),
      lines: [{ quantity: 3, unitPriceMinor: 995 }],
    });
  });

  it('refuses prices, times and amounts that are none', async () => {
    const { rejects } = await importTexts('yoochoose', {
      'buys.dat': `${buys}3,2014-04-07T11:00:00.000Z,5,x,1\n3,2014-04-07T11:00:00.000Z,5,1,1.5\n3,later,5,1,1\n`,
    });
    expect(rejects.map(({ line, field }) => [line, field])).toEqual([
      [4, 'Price'],
      [5, 'Quantity'],
      [6, 'Timestamp'],
    ]);
  });
});
