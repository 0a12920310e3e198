import type { ReactNode } from 'react';
import { EmptyShelf } from './state.tsx';

/** A list with nothing in it: a small drawing, what it means, and a way on as children. Its heading fits any page. */
export function EmptyState({
  title,
  children,
  level: Heading = 'h2',
}: {
  title: string;
  children: ReactNode;
  level?: 'h1' | 'h2';
}) {
  return (
    <div className="state">
      <EmptyShelf />
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}
