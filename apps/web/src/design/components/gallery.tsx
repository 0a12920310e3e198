import { usePage } from '../../language/index.ts';
import type { ProductImage } from '../../services.ts';
import { ArrowLeftIcon, ArrowRightIcon, CloseIcon, ZoomIcon } from './icons.tsx';
import { Picture, tintStyle } from './picture.tsx';

interface GalleryProps {
  images: readonly ProductImage[];
  name: string;
  tint: string | null;
}

/**
 * Main picture and thumbs. The thumbs are radio buttons and the style sheet shows the chosen picture: arrow keys work
 * by themselves, and so does the page without JavaScript. `enhance/gallery.ts` adds swiping and the closer look.
 */
export function Gallery({ images, name, tint }: GalleryProps) {
  const { t } = usePage();
  const views = images.slice(0, 8);
  const single = views.length < 2;
  return (
    <div className={single ? 'gallery gallery-single' : 'gallery'} data-gallery="">
      <div className="tile gallery-main" style={tintStyle(tint)}>
        {views.map((image, index) => (
          <Picture
            key={image.url}
            image={image}
            alt={image.alt || t.product.pictureOf(name, index + 1)}
            eager={index === 0 ? 'first' : false}
            sizes="(min-width: 60rem) 50vw, 100vw"
          />
        ))}
        {views.length > 0 ? (
          <button type="button" className="round gallery-zoom js-only" data-dialog="zoom" aria-label={t.product.zoom}>
            <ZoomIcon />
          </button>
        ) : null}
      </div>
      {single ? null : <Thumbs views={views} name={name} tint={tint} />}
      {views.length > 0 ? <Zoom views={views} name={name} tint={tint} /> : null}
    </div>
  );
}

interface ViewsProps {
  views: readonly ProductImage[];
  name: string;
  tint: string | null;
}

function Thumbs({ views, name, tint }: ViewsProps) {
  const { t } = usePage();
  return (
    <fieldset className="thumbs">
      <legend className="hidden-text">{t.product.pictures(name)}</legend>
      {views.map((image, index) => (
        <label key={image.url} className="thumb">
          <input type="radio" name="view" value={index + 1} defaultChecked={index === 0} />
          <span className="hidden-text">{image.alt || t.product.picture(index + 1)}</span>
          <span className="tile" style={tintStyle(tint)}>
            <Picture image={image} sizes="84px" />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** The closer look: the browser's own dialog over everything, one picture large; pictures are fetched when it opens. */
function Zoom({ views, name, tint }: ViewsProps) {
  const { t } = usePage();
  return (
    <dialog id="zoom" className="zoom" aria-label={t.product.pictures(name)}>
      <form method="dialog">
        <button className="round zoom-close" aria-label={t.frame.close}>
          <CloseIcon />
        </button>
      </form>
      <ul className="zoom-strip" tabIndex={0} aria-label={t.product.pictures(name)}>
        {views.map((image, index) => (
          <li key={image.url} className="tile" style={tintStyle(tint)}>
            <Picture image={image} alt={image.alt || t.product.pictureOf(name, index + 1)} sizes="100vw" />
          </li>
        ))}
      </ul>
      {views.length > 1 ? (
        <>
          <button type="button" className="round zoom-turn" data-turn="-1" aria-label={t.product.previous}>
            <ArrowLeftIcon />
          </button>
          <button type="button" className="round zoom-turn" data-turn="1" aria-label={t.product.next}>
            <ArrowRightIcon />
          </button>
        </>
      ) : null}
    </dialog>
  );
}
