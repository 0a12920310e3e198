import { usePage } from '../../language/index.ts';

/** Bounds to choose from, in major units of the shop's currency. */
const BOUNDS = [25, 50, 100, 250] as const;

/** Reads the bound of an address; anything that is none of ours is no bound. */
export function readBound(params: URLSearchParams): number | null {
  const asked = Number(params.get('under'));
  return BOUNDS.find((bound) => bound === asked) ?? null;
}

export interface PriceChoiceProps {
  chosen: number | null;
  currency: string;
  /** What the row is called. */
  title: string;
  /** Id of the row, exchanged in place. */
  row: string;
  path: string;
}

/** A choice of prices for a row of recommendations: links, so that it works without JavaScript and can be sent on. */
export function PriceChoice({ chosen, currency, title, row, path }: PriceChoiceProps) {
  const { t, to, money, minorPerMajor } = usePage();
  const unit = minorPerMajor(currency);
  const say = (bound: number) => t.surfaces.under(money(bound * unit, currency).replace(/[.,]0+(?=\D|$)/, ''));
  const choices = [{ bound: null, name: t.surfaces.anyPrice }, ...BOUNDS.map((bound) => ({ bound, name: say(bound) }))];
  return (
    <ul className="chips price-choice" aria-label={t.surfaces.priceOf(title)}>
      {choices.map(({ bound, name }) => (
        <li key={name}>
          <a
            className={bound === chosen ? 'chip chip-chosen' : 'chip'}
            href={to(bound === null ? `${path}#${row}` : `${path}?under=${bound}#${row}`)}
            aria-current={bound === chosen ? 'true' : undefined}
            rel="nofollow"
            data-swap={`#${row}`}
          >
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
