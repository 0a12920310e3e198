import { describe, expect, it } from 'vitest';
import { footStyle } from './foot-style.ts';

describe('WEB-1 things stand', () => {
  it.each([
    ['/media/drawings/kettle-front-1a2b3c4d.svg#foot=0.812', { '--foot': 0.812 }],
    ['/media/drawings/kettle-front-1a2b3c4d.svg', undefined],
    ['https://shop.example/kettle.jpg#foot', undefined],
    ['/kettle.svg#foot=2', undefined],
    ['/kettle.svg#foot=0.5;color:red', undefined],
  ])('where %s says so', (url, style) => {
    expect(footStyle({ url })).toEqual(style);
  });

  it('and a missing picture says nothing', () => {
    expect(footStyle(undefined)).toBeUndefined();
  });
});
