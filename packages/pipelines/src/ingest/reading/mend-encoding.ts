import { isUtf8 } from 'node:buffer';
import { Transform } from 'node:stream';

const newline = 0x0a;

/** The letters of Windows-1252 from 0x80 to 0x9F; some versions of Node decode them as Latin-1, which has none there. */
const western = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

function fromWestern(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll(/[\x80-\x9F]/g, (mark) => western[mark.charCodeAt(0) - 0x80] ?? mark);
}

/** How much of a file was not UTF-8. */
export interface Mended {
  lines: number;
}

/** Turns UTF-16 (by its byte order mark) and lines of Windows-1252 or Latin-1 into UTF-8, and counts those lines. */
export function mendEncoding(mended: Mended): Transform {
  let rest: Buffer = Buffer.alloc(0);
  let wide: TextDecoder | null | undefined;
  const mend = (bytes: Buffer): Buffer => {
    if (isUtf8(bytes)) return bytes;
    const lines: Buffer[] = [];
    for (let start = 0; start < bytes.length;) {
      const at = bytes.indexOf(newline, start);
      const end = at < 0 ? bytes.length : at + 1;
      const line = bytes.subarray(start, end);
      if (isUtf8(line)) lines.push(line);
      else {
        mended.lines += 1;
        lines.push(Buffer.from(fromWestern(line), 'utf8'));
      }
      start = end;
    }
    return Buffer.concat(lines);
  };
  return new Transform({
    transform(chunk: Buffer, _, done) {
      if (wide === undefined) wide = wideDecoderFor(chunk);
      if (wide) return done(null, Buffer.from(wide.decode(chunk, { stream: true }), 'utf8'));
      const all = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const cut = cutOf(all);
      rest = all.subarray(cut);
      return done(null, cut > 0 ? mend(all.subarray(0, cut)) : undefined);
    },
    flush(done) {
      done(null, rest.length > 0 ? mend(rest) : undefined);
    },
  });
}

const longestWait = 1_000_000;

/** After the last line end; in one endless line after the last ASCII character, so that no letter is torn apart. */
function cutOf(bytes: Buffer): number {
  const line = bytes.lastIndexOf(newline) + 1;
  if (line > 0 || bytes.length < longestWait) return line;
  let at = bytes.length;
  while (at > 0 && (bytes[at - 1] ?? 0) >= 0x80) at -= 1;
  return at;
}

function wideDecoderFor(chunk: Buffer): TextDecoder | null {
  if (chunk.length >= 2 && chunk[0] === 0xff && chunk[1] === 0xfe) return new TextDecoder('utf-16le');
  if (chunk.length >= 2 && chunk[0] === 0xfe && chunk[1] === 0xff) return new TextDecoder('utf-16be');
  return null;
}

/** Letters that were decoded wrongly before they came to the file: U+FFFD, or UTF-8 read as Latin-1 ("Ã©", "â€™"). */
export function looksMisread(text: string): boolean {
  return /\uFFFD|Ã[\u0080-\u00BF¡-¿]|â€[\u0080-\u02FF™œ]/.test(text);
}
