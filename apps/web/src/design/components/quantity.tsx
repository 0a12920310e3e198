export interface QuantityProps {
  label: string;
  name?: string;
  value: number;
  min?: number;
  max: number;
  id: string;
  less: string;
  more: string;
}

/** How many: a number field with a button either side (`enhance/quantity.ts`); without JavaScript just the field. */
export function Quantity({ label, name = 'quantity', value, min = 1, max, id, less, more }: QuantityProps) {
  return (
    <span className="quantity" data-quantity="">
      <label className="hidden-text" htmlFor={id}>
        {label}
      </label>
      <button type="button" className="quantity-step js-only" data-step="-1" aria-label={less} disabled={value <= min}>
        −
      </button>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        name={name}
        defaultValue={value}
        min={min}
        max={max}
        className="quantity-input tabular"
      />
      <button type="button" className="quantity-step js-only" data-step="1" aria-label={more} disabled={value >= max}>
        +
      </button>
    </span>
  );
}
