import { describe, expect, it } from 'vitest';
import { aCard, someServices } from '../../fixtures/a-product.ts';
import type { CategoryNode } from '../../services.ts';
import { behindOneDoor, loadDoors, pickScene } from './load-doors.ts';

const kitchen: CategoryNode = {
  id: 'c',
  slug: 'kitchen',
  name: 'Kitchen',
  description: '',
  productCount: 2,
  children: [],
};

function aShop() {
  let asked = 0;
  const { shop } = someServices([]);
  return {
    times: () => asked,
    shop: {
      ...shop,
      listCategories: async () => {
        asked += 1;
        if (asked === 1) throw new Error('database gone');
        return [kitchen, { ...kitchen, slug: 'empty', productCount: 0 }];
      },
    },
  };
}

describe('WEB-1 doors of the home page', () => {
  it('are remembered for five minutes, but a failure is not', async () => {
    const { shop, times } = aShop();
    await expect(loadDoors(shop, '2026-11-21T12:00:00Z')).rejects.toThrow('database gone');
    const doors = await loadDoors(shop, '2026-11-21T12:00:01Z');
    expect(doors.map((door) => door.name)).toEqual(['Kitchen']);
    await loadDoors(shop, '2026-11-21T12:04:59Z');
    expect(times()).toBe(2);
    await loadDoors(shop, '2026-11-21T12:05:02Z');
    expect(times()).toBe(3);
  });

  it('show things of different kinds where there are any', () => {
    const card = (id: string, slug: string) => aCard({ id, category: { slug, name: slug } });
    const scene = pickScene([card('1', 'pans'), card('2', 'pans'), card('3', 'kettles'), card('4', 'jars')]);
    expect(scene.map((product) => product.id)).toEqual(['1', '3', '4']);
    expect(pickScene([card('1', 'pans'), card('2', 'pans')])).toHaveLength(2);
  });

  it('are those below the only shelf of a catalog, the fullest first', () => {
    const below = [
      { ...kitchen, slug: 'belts', productCount: 1 },
      { ...kitchen, slug: 'dresses', productCount: 9 },
      { ...kitchen, slug: 'hats', productCount: 0 },
    ];
    const slugs = (nodes: readonly CategoryNode[]) => nodes.map(({ slug }) => slug);
    expect(slugs(behindOneDoor([{ ...kitchen, children: below }]))).toEqual(['dresses', 'belts']);
    expect(slugs(behindOneDoor([{ ...kitchen, children: below.slice(0, 1) }]))).toEqual(['kitchen']);
    expect(slugs(behindOneDoor([{ ...kitchen, children: below }, kitchen]))).toEqual(['kitchen', 'kitchen']);
  });
});
