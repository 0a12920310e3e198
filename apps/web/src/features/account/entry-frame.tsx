import type { ReactNode } from 'react';

/** A page with one small form, such as signing in: its words, the form, and what else one may want below. */
export function EntryFrame({
  title,
  line,
  children,
  after,
}: {
  title: string;
  line?: string | undefined;
  children: ReactNode;
  after?: ReactNode;
}) {
  return (
    <div className="wrap">
      <section className="entry" id="entry" aria-labelledby="entry-title">
        <h1 id="entry-title">{title}</h1>
        {line ? <p className="entry-line">{line}</p> : null}
        {children}
        {after ? <div className="entry-after">{after}</div> : null}
      </section>
    </div>
  );
}
