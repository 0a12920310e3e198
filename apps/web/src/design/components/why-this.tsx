import { usePage } from '../../language/index.ts';

/** A small "Why this?" whose answer opens in the browser's own popover: no JavaScript, Escape closes, focus returns. */
export function WhyThis({ id, name, sentence }: { id: string; name: string; sentence: string }) {
  const { t } = usePage();
  return (
    <>
      <button type="button" className="why-button" popoverTarget={id}>
        {t.surfaces.whyThis}
        <span className="hidden-text"> {name}</span>
      </button>
      <div id={id} popover="auto" className="why">
        <b>{name}</b>
        {sentence}
      </div>
    </>
  );
}
