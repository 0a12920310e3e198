import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../design/components/button.tsx';
import type { ProductTab } from '../product-editor.tsx';
import { LOCALES } from '../product-forms.ts';
import { TabForm } from './tab-form.tsx';

type Shown = ProductTab['product']['pictures'][number];

/** The pictures in their order: dragged, moved by the arrow buttons, or numbered by hand; with their words, and a place for more. */
export function PicturesTab(page: ProductTab) {
  return (
    <>
      {page.product.pictures.length > 0 ? (
        <TabForm page={page} intent="pictures">
          <PictureList key={page.product.version} pictures={page.product.pictures} typed={page.typed} />
        </TabForm>
      ) : (
        <p>No picture yet.</p>
      )}
      {page.mayEdit ? <UploadForm /> : null}
    </>
  );
}

function UploadForm() {
  return (
    <form method="post" encType="multipart/form-data" className="console-form upload-form">
      <h2>Add pictures</h2>
      <div className="fields-line">
        <label>
          Files
          <input
            type="file"
            name="file"
            multiple
            accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
            required
          />
        </label>
        <label>
          What they show
          <input name="alt" placeholder="the name of the product" maxLength={500} />
        </label>
        <Button kind="quiet" small name="intent" value="upload">
          Upload
        </Button>
      </div>
      <p className="console-note">
        JPEG, PNG, WebP, AVIF or GIF, 10 MB each. Sizes for every screen are made from it; what the camera wrote into it
        is taken out.
      </p>
    </form>
  );
}

function moved(pictures: readonly Shown[], from: number, to: number): Shown[] {
  const next = [...pictures];
  const [picture] = next.splice(from, 1);
  if (picture !== undefined) next.splice(Math.max(0, Math.min(next.length, to)), 0, picture);
  return next;
}

function PictureList({ pictures, typed }: { pictures: readonly Shown[]; typed: Readonly<Record<string, string>> }) {
  const [order, setOrder] = useState(pictures);
  const [dragged, setDragged] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const pressed = useRef<string | null>(null);
  // A button that moves in the page loses the focus; whoever moves by keyboard goes on with the same picture.
  useEffect(() => {
    const button = order.length > 0 && pressed.current !== null ? document.getElementById(pressed.current) : null;
    if (button instanceof HTMLButtonElement && !button.disabled) button.focus();
  }, [order]);
  const move = (from: number, to: number) => {
    if (to < 0 || to >= order.length) return;
    pressed.current = `${to < from ? 'earlier' : 'later'}-${order[from]?.mediaId ?? ''}`;
    setOrder(moved(order, from, to));
    setSaid(`Picture is now at place ${to + 1} of ${order.length}. Save to keep it.`);
  };
  return (
    <>
      <ol className="picture-list">
        {order.map((picture, index) => (
          <li
            key={picture.mediaId}
            className={dragged === picture.mediaId ? 'dragged' : ''}
            onDragOver={(event) => {
              event.preventDefault();
              const from = order.findIndex(({ mediaId }) => mediaId === dragged);
              if (from >= 0 && from !== index) setOrder(moved(order, from, index));
            }}
            onDrop={(event) => event.preventDefault()}
          >
            <input type="hidden" name="mediaId" value={picture.mediaId} />
            <img
              src={picture.url}
              alt={picture.alts['en'] ?? ''}
              width="120"
              height="120"
              draggable
              onDragStart={() => setDragged(picture.mediaId)}
              onDragEnd={() => setDragged(null)}
            />
            <div className="picture-fields">
              <PictureMoves mediaId={picture.mediaId} index={index} last={index === order.length - 1} move={move} />
              {LOCALES.map((locale) => (
                <label key={locale} className="picture-alt">
                  What it shows ({locale})
                  <input
                    name={`alt.${locale}.${picture.mediaId}`}
                    lang={locale}
                    maxLength={500}
                    defaultValue={typed[`alt.${locale}.${picture.mediaId}`] ?? picture.alts[locale] ?? ''}
                  />
                </label>
              ))}
            </div>
          </li>
        ))}
      </ol>
      <p className="hidden-text" role="status">
        {said}
      </p>
    </>
  );
}

interface MovesProps {
  mediaId: string;
  index: number;
  last: boolean;
  move: (from: number, to: number) => void;
}

/** Where a picture stands: by number without JavaScript, by buttons with it. */
function PictureMoves({ mediaId, index, last, move }: MovesProps) {
  const button = (way: 'earlier' | 'later', off: boolean) => (
    <Button
      kind="quiet"
      small
      type="button"
      className="js-only"
      id={`${way}-${mediaId}`}
      disabled={off}
      aria-label={`Move picture ${index + 1} ${way}`}
      onClick={() => move(index, way === 'earlier' ? index - 1 : index + 1)}
    >
      {way === 'earlier' ? '↑' : '↓'}
    </Button>
  );
  return (
    <div className="picture-moves">
      <label>
        Place
        <input
          name={`position.${mediaId}`}
          key={index}
          defaultValue={index + 1}
          inputMode="numeric"
          className="num-input"
        />
      </label>
      {button('earlier', index === 0)}
      {button('later', last)}
      <label className="tick">
        <input type="checkbox" name={`remove.${mediaId}`} /> Take away
      </label>
    </div>
  );
}
