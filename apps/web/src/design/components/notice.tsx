import type { ReactNode } from 'react';

/** A sentence that stands out: what happened and what to do. Errors are announced at once. */
export function Notice({ tone = 'plain', children }: { tone?: 'plain' | 'error' | 'done'; children: ReactNode }) {
  return (
    <div className={tone === 'plain' ? 'notice' : `notice notice-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <div>{children}</div>
    </div>
  );
}
