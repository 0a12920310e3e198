import type { ReactNode } from 'react';
import { Button } from '../../../design/components/button.tsx';
import type { EditorPage } from '../product-editor.tsx';

/** One form of the editor: it carries the version it was made from, so that two editors notice each other. */
export function TabForm({
  page,
  intent,
  label = 'Save',
  children,
}: {
  page: EditorPage;
  intent: string;
  label?: string;
  children: ReactNode;
}) {
  return (
    <form method="post" className="console-form">
      <input type="hidden" name="version" value={page.product?.version ?? 0} />
      <input type="hidden" name="base" value={page.base} />
      <fieldset disabled={!page.mayEdit} className="console-fieldset">
        {children}
        <div className="console-tools">
          <Button small name="intent" value={intent}>
            {label}
          </Button>
        </div>
      </fieldset>
    </form>
  );
}
