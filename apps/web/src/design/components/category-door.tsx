import type { DoorView } from '../../features/doors/load-doors.ts';
import { usePage } from '../../language/index.ts';
import { footStyle } from '../foot-style.ts';
import { Picture, tintStyle } from './picture.tsx';

/** Where the things stand behind a door: one, two or three of them. */
const PLACES = [
  [{ left: '14%', bottom: '10%', width: '72%', height: '74%' }],
  [
    { left: '4%', bottom: '16%', width: '54%', height: '62%' },
    { left: '42%', bottom: '9%', width: '54%', height: '56%' },
  ],
  [
    { left: '20%', bottom: '21%', width: '60%', height: '62%' },
    { left: '-1%', bottom: '9%', width: '52%', height: '50%' },
    { left: '49%', bottom: '9%', width: '52%', height: '50%' },
  ],
] as const;

/** All categories: as doors those with something to see behind them, the others as a list, for an empty door is only in the way. */
export function Doors({ doors }: { doors: readonly DoorView[] }) {
  const { t, to } = usePage();
  const lit = doors.filter((door) => door.images.length > 0);
  const dark = doors.filter((door) => door.images.length === 0);
  return (
    <>
      {lit.length > 0 ? (
        <ul className="doors">
          {lit.map((door) => (
            <li key={door.href}>
              <CategoryDoor door={door} />
            </li>
          ))}
        </ul>
      ) : null}
      {dark.length > 0 ? (
        <ul className="doors-plain">
          {dark.map((door) => (
            <li key={door.href}>
              <a href={to(door.href)}>{door.name}</a> <span className="door-count">{t.home.things(door.count)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** A category as a door with its own little scene behind it. */
function CategoryDoor({ door }: { door: DoorView }) {
  const { t, to } = usePage();
  const images = door.images.slice(0, 3);
  const places = PLACES[Math.max(0, images.length - 1)] ?? PLACES[0];
  return (
    <a className="door" href={to(door.href)}>
      <span className="door-scene" style={tintStyle(door.tint)}>
        {images.map((image, index) => (
          <span key={image.url} className="door-thing" style={{ ...places[index], ...footStyle(image) }}>
            <Picture image={image} sizes="(min-width: 48rem) 200px, 30vw" />
          </span>
        ))}
      </span>
      <span className="door-name">{door.name}</span>
      <span className="door-count">{t.home.things(door.count)}</span>
    </a>
  );
}
