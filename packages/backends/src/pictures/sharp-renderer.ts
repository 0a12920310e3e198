import type { PictureRenderer, RenderedPicture, Rendition } from '@vitrine/shop/pictures';
import sharp, { type Sharp } from 'sharp';

const quality = { webp: 80, avif: 55 } as const;
/** One picture may not hold a thread for longer, seconds. */
const mostSeconds = 30;
/** Pictures worked on at once: the rest of the process keeps its threads. */
const mostAtOnce = 2;

/** `sharp` names the family, the first bytes name the member. */
const families: Readonly<Record<string, string>> = { avif: 'heif' };

function opened(bytes: Uint8Array, maxPixels: number): Sharp {
  // The first frame of an animation only; what ends too early or hides a bomb is refused while it is read.
  return sharp(bytes, {
    limitInputPixels: maxPixels,
    failOn: 'truncated',
    animated: false,
    sequentialRead: true,
  }).timeout({
    seconds: mostSeconds,
  });
}

/** Widths that are asked for and not larger than the picture; a small picture is kept at its own width. */
function widthsOf(natural: number, wanted: readonly number[]): number[] {
  const fitting = wanted.filter((width) => width <= natural);
  return natural < Math.max(...wanted) && !fitting.includes(natural) ? [...fitting, natural] : fitting;
}

async function renderSizes(
  bytes: Uint8Array,
  wanted: { format: string; widths: readonly number[]; maxPixels: number },
): Promise<RenderedPicture> {
  const { format, autoOrient, width, height } = await opened(bytes, wanted.maxPixels).metadata();
  if (format !== (families[wanted.format] ?? wanted.format)) return { ok: false, reason: 'broken' };
  if (width * height > wanted.maxPixels) return { ok: false, reason: 'too_many_pixels' };
  const renditions: Rendition[] = [];
  for (const target of widthsOf(autoOrient.width, wanted.widths)) {
    // Upright by its EXIF, which is then left behind with all other metadata.
    const sized = opened(bytes, wanted.maxPixels).autoOrient().resize({ width: target, withoutEnlargement: true });
    for (const kind of ['webp', 'avif'] as const) {
      const encoded =
        kind === 'webp'
          ? sized.clone().webp({ quality: quality.webp, effort: 4 })
          : sized.clone().avif({ quality: quality.avif, effort: 3 });
      const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
      renditions.push({ format: kind, width: info.width, height: info.height, bytes: data });
    }
  }
  return { ok: true, renditions };
}

/** Makes the sizes with sharp, on its own threads and few at a time. */
export function sharpRenderer(): PictureRenderer {
  sharp.concurrency(1);
  let running = 0;
  const waiting: (() => void)[] = [];
  const turn = async (): Promise<void> => {
    if (running < mostAtOnce) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const done = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return {
    async render(bytes, wanted) {
      await turn();
      try {
        return await renderSizes(bytes, wanted);
      } catch (error) {
        const reason = /pixel limit/i.test(String(error)) ? 'too_many_pixels' : 'broken';
        return { ok: false, reason };
      } finally {
        done();
      }
    },
  };
}
