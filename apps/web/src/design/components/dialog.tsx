import type { ReactNode } from 'react';
import { CloseIcon } from './icons.tsx';

export interface DialogProps {
  id: string;
  title: string;
  /** Words of the button that closes it. */
  close: string;
  children: ReactNode;
  /** `sheet` rises from the bottom of a phone and stands at the left of a desk. */
  shape?: 'window' | 'sheet';
}

/**
 * The browser's own dialog. `<button type="button" data-dialog="ID">` opens it (`enhance/dialogs.ts`): focus stays inside,
 * Escape and a click beside it close it, focus goes back to the button.
 */
export function Dialog({ id, title, close, children, shape = 'window' }: DialogProps) {
  return (
    <dialog id={id} className={`dialog dialog-${shape}`} aria-labelledby={`${id}-title`}>
      <div className="dialog-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <form method="dialog">
          <button className="bar-icon" aria-label={close}>
            <CloseIcon />
          </button>
        </form>
      </div>
      {children}
    </dialog>
  );
}
