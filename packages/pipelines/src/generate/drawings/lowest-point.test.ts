import { describe, expect, it } from 'vitest';
import { lowestPoint } from './lowest-point.ts';

describe('WEB-1 the foot of a drawing', () => {
  it.each([
    ['a box', '<path d="M0 0h10v20h-10z"/>', 20],
    ['a half circle hanging from a line', '<path d="M0 10a5 5 0 0 0 10 0z"/>', 15],
    ['a curve, and not its control point', '<path d="M0 0Q5 20 10 0"/>', 10],
    ['a smooth chain of curves', '<path d="M0 0q5 20 10 0t10 0"/>', 10],
    ['a stroke by half its width', '<path d="M0 10h9" fill="none" stroke="#000" stroke-width="6"/>', 13],
    ['no thin cord', '<path d="M0 0h1v1"/><path d="M0 0v90" stroke="#000" stroke-width="2"/>', 1],
    ['no faint shadow', '<path d="M0 0h1v1"/><path d="M0 90h1" opacity="0.3"/>', 1],
    ['no light', '<path d="M0 0v1" fill="url(#x)"/><path d="M0 0v90" fill="url(#l)"/>', 1],
    ['nothing that is clipped', '<path d="M0 0v9"/><g clip-path="url(#x)"><g><path d="M0 90h1"/></g></g>', 9],
    ['what is moved and scaled', '<g transform="translate(3 5) scale(2 3)"><path d="M0 0v4"/></g>', 17],
    ['what is turned about a point', '<g transform="rotate(90 10 10)"><path d="M20 10h1"/></g>', 21],
    [
      'the front one of a pair',
      '<g transform="translate(9 -30)"><g id="x"><path d="M0 0v50"/></g></g><use href="#x"/>',
      50,
    ],
  ])('is found under %s', (_, markup, low) => {
    const light = '<linearGradient id="l"><stop/><stop stop-opacity="0"/></linearGradient><linearGradient id="x"/>';
    expect(lowestPoint(`<svg><defs>${light}<path d="M0 0v999"/></defs>${markup}</svg>`)).toBeCloseTo(low, 5);
  });
});
