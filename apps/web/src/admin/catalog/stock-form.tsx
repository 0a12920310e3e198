import { Button } from '../../design/components/button.tsx';

/** One line that changes the stock of one SKU with its reason. What was counted is only set while nobody else changed it. */
export function StockForm({
  skuId,
  code,
  onHand,
  lowAt,
}: {
  skuId: string;
  code: string;
  onHand: number;
  lowAt: number;
}) {
  return (
    <form method="post" className="stock-form">
      <input type="hidden" name="skuId" value={skuId} />
      <input type="hidden" name="expected" value={onHand} />
      <select name="reason" aria-label={`Why the stock of ${code} changes`} defaultValue="corrected">
        <option value="corrected">Counted</option>
        <option value="received">Came in</option>
        <option value="returned">Came back</option>
        <option value="damaged">Broke</option>
      </select>
      <input
        name="amount"
        aria-label={`How many of ${code}`}
        inputMode="numeric"
        defaultValue={onHand}
        className="num-input"
      />
      <label className="stock-low">
        Low at
        <input
          name="lowAt"
          aria-label={`${code} is low at`}
          inputMode="numeric"
          defaultValue={lowAt}
          className="num-input"
        />
      </label>
      <Button kind="quiet" small name="intent" value="stock">
        Set<span className="hidden-text"> the stock of {code}</span>
      </Button>
    </form>
  );
}
