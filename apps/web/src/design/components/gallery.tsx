import type { ProductImage } from '../../services.ts';
import { usePage } from '../../language/index.ts';
import { Picture, tintStyle } from './picture.tsx';

/**
 * Main picture and thumbs. The thumbs are radio buttons and the style sheet shows the chosen picture: arrow keys work
 * by themselves, and so does the page without JavaScript.
 */
export function Gallery({
  images,
  name,
  tint,
}: {
  images: readonly ProductImage[];
  name: string;
  tint: string | null;
}) {
  const { t } = usePage();
  const views = images.slice(0, 8);
  const single = views.length < 2;
  return (
    <div className={single ? 'gallery gallery-single' : 'gallery'}>
      <div className="tile gallery-main" style={tintStyle(tint)}>
        {views.map((image, index) => (
          <Picture
            key={image.url}
            image={image}
            alt={image.alt || t.product.pictureOf(name, index + 1)}
            eager={index === 0}
            sizes="(min-width: 60rem) 50vw, 100vw"
          />
        ))}
      </div>
      {single ? null : (
        <fieldset className="thumbs">
          <legend className="hidden-text">{t.product.pictures(name)}</legend>
          {views.map((image, index) => (
            <label key={image.url} className="thumb">
              <input type="radio" name="view" value={index + 1} defaultChecked={index === 0} />
              <span className="hidden-text">{image.alt || t.product.picture(index + 1)}</span>
              <span className="tile" style={tintStyle(tint)}>
                <Picture image={image} eager={index === 0} />
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
