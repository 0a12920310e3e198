/** The shape of what is coming, in its size, so that nothing moves when it arrives. */
export function Skeleton({ lines = 1, tile = false }: { lines?: number; tile?: boolean }) {
  return (
    <span className="skeleton" aria-hidden="true">
      {tile ? <span className="tile" /> : null}
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton-line" />
      ))}
    </span>
  );
}
