/** The part of PGlite that the `pg` driver talks to. */
interface ProtocolStream {
  execProtocolStream(message: Uint8Array, options?: object): Promise<{ name: string }[]>;
}

const query = 0x51;
const execute = 0x45;
const sync = 0x53;
const endsOf: Record<number, readonly string[]> = {
  [query]: ['readyForQuery'],
  [execute]: ['commandComplete', 'portalSuspended', 'emptyQuery', 'error'],
  [sync]: ['readyForQuery'],
};

/**
 * Turns an answer that PGlite cuts short into an error. PGlite 0.5.16 does so for the operator `%` of pg_trgm in a
 * reopened folder, and the session is of no use afterwards: without this every later query would wait for ever or find nothing.
 */
export function refuseCutAnswers(pglite: ProtocolStream): void {
  const send = pglite.execProtocolStream.bind(pglite);
  pglite.execProtocolStream = async (message, options) => {
    const answer = await send(message, options);
    const kind = message[0] ?? 0;
    const ends = endsOf[kind];
    if (!ends || answer.some((part) => ends.includes(part.name))) return answer;
    const lost = Object.assign(
      new Error(
        'PGlite lost the answer of this statement. If it uses the operator % of pg_trgm, write similarity(a, b) > 0.3 instead and start again; or unset DATABASE_URL to use the embedded PostgreSQL.',
      ),
      { name: 'error', code: 'XX000', severity: 'ERROR', length: 0 },
    );
    const ready = { name: 'readyForQuery', status: 'I', length: 5 };
    return kind === execute ? [...answer, lost] : [...answer, lost, ready];
  };
}
