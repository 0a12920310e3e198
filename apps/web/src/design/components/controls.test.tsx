import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Button } from './button.tsx';
import { RemovableChip } from './chip.tsx';
import { Dialog } from './dialog.tsx';
import { EmptyState } from './empty-state.tsx';
import { Check, Field, Select } from './field.tsx';
import { Quantity } from './quantity.tsx';
import { Toasts } from './toast.tsx';

/** One page with every control in it, as one would use them. */
function Controls() {
  return (
    <form>
      <Field
        label="E-mail"
        name="email"
        hint="For the receipt"
        error="Write it like name@example.org"
        defaultValue="x"
      />
      <Select label="Country" name="country" choices={[{ value: 'de', label: 'Germany' }]} />
      <Check name="news" label="News" count="3" />
      <Quantity id="q" label="How many" value={1} max={3} less="One less" more="One more" />
      <RemovableChip href="/x" label="Red" remove="Remove red" />
      <Button kind="danger">Remove</Button>
      <Toasts flash={{ tone: 'done', text: 'Kept' }} />
      <Dialog id="d" title="Sizes" close="Close">
        <EmptyState title="Nothing">
          <p>Look elsewhere</p>
        </EmptyState>
      </Dialog>
    </form>
  );
}

const page = document.createElement('div');
page.innerHTML = renderToStaticMarkup(<Controls />);

describe('WEB-4 controls', () => {
  it('tie label, hint and error to their field and keep what was typed', () => {
    const field = page.querySelector('[name="email"]');
    const notes = (field?.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => page.querySelector(`#${id}`)?.textContent);
    expect(notes).toEqual(['For the receipt', 'Write it like name@example.org']);
    expect([field?.getAttribute('aria-invalid'), field?.getAttribute('value')]).toEqual(['true', 'x']);
  });

  it('have a name each', () => {
    const named = (element: Element) =>
      element.getAttribute('aria-label') ||
      element.textContent ||
      page.querySelector(`label[for="${element.id}"]`)?.textContent ||
      element.closest('label')?.textContent;
    const controls = [...page.querySelectorAll('input, select, button, a')];
    expect(controls.length).toBeGreaterThan(8);
    expect(controls.filter((control) => !named(control))).toEqual([]);
  });

  it('say a message to those who cannot see it', () => {
    expect(page.querySelector('[role="status"]')?.textContent).toContain('Kept');
  });
});
