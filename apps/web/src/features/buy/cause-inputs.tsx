/** Where a card stands: what its widget's and its own attributes say, for the form in it. */
export interface BuyPlace {
  surface: string;
  widget?: string | null | undefined;
  requestId?: string | null | undefined;
  rank?: number | null | undefined;
}

/** The hidden fields of a form that puts something in; `enhance/buy.ts` fills those of a product's page from the remembered click. */
export function CauseInputs({ place }: { place: BuyPlace }) {
  return (
    <>
      <input type="hidden" name="surface" value={place.surface} />
      <input type="hidden" name="widget" value={place.widget ?? ''} />
      <input type="hidden" name="request_id" value={place.requestId ?? ''} />
      <input type="hidden" name="rank" value={place.rank ?? ''} />
    </>
  );
}
