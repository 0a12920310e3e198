import { act } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { BulkPanel } from './bulk-panel.tsx';

const panel = () => <BulkPanel total={3} brands={[{ id: 'b1', name: 'Nord' }]} categories={[]} typed={{}} />;

describe('ADM-4 many at once', () => {
  it('keeps what was chosen while the page was still getting ready', async () => {
    Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
    const container = document.body.appendChild(document.createElement('div'));
    container.innerHTML = renderToString(panel());
    const kind = container.querySelector<HTMLSelectElement>('[name=kind]');
    if (kind) kind.value = 'brand';
    const root = await act(() => hydrateRoot(container, panel()));
    act(() => root.render(panel()));
    expect(kind?.value).toBe('brand');
    expect(container.querySelector('[name=brandId]')?.closest('label')?.className).toBe('');
    expect(container.querySelector('[name=value]')?.closest('label')?.className).toBe('js-hidden');
    act(() => root.unmount());
    container.remove();
  });
});
