import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Picture } from './picture.tsx';

const photo = { url: '/media/0123456789abcdef0123-640.webp', alt: '', width: 640, height: 640, kind: 'photo' } as const;

/** The picture in a page, without the preload that React writes for an eager one. */
function drawn(picture: Parameters<typeof Picture>[0]) {
  const page = document.createElement('div');
  page.innerHTML = renderToStaticMarkup(<Picture {...picture} />);
  return page.querySelector('img');
}

describe('WEB-7 pictures', () => {
  it('let a phone choose the small one of two that lie side by side', () => {
    const found = drawn({ image: photo, sizes: '104px' });
    expect(found?.getAttribute('srcset')).toBe(`${photo.url.replace('640', '320')} 320w, ${photo.url} 640w`);
    expect(found?.getAttribute('sizes')).toBe('104px');
  });

  it('offer no sizes of a picture that has only one', () => {
    for (const url of ['/media/0123456789abcdef0123-320.webp', '/media/drawings/a-640.svg#foot=0.8'])
      expect(drawn({ image: { ...photo, url, width: 320 } })?.hasAttribute('srcset')).toBe(false);
  });

  it('are asked for before all others only where one is the first', () => {
    const how = (eager?: boolean | 'first') => {
      const found = drawn({ image: photo, ...(eager === undefined ? {} : { eager }) });
      return [found?.getAttribute('loading'), found?.getAttribute('fetchpriority')];
    };
    expect(how()).toEqual(['lazy', null]);
    expect(how(true)).toEqual(['eager', null]);
    expect(how('first')).toEqual(['eager', 'high']);
  });
});
