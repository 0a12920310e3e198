const sentences: Readonly<Record<number, string>> = {
  400: 'The request could not be read. Check its address and what was sent with it.',
  403: 'This form was sent from another site. Go back to the shop and send it from there.',
  408: 'The request took too long to arrive. Please send it again.',
  413: 'What you sent is too large. Send less at once.',
  503: 'The shop cannot reach its shelves at the moment. Nothing of yours is lost. Please try again in a few seconds.',
  415: 'This page takes forms only. Send it from a page of the shop.',
};

/** The page of last resort, for when the web application itself could not answer. No script, no style sheet, nothing that could fail too. */
export function errorPage(status: number, requestId: string): string {
  const sentence = sentences[status] ?? 'Something went wrong on our side. Please try again in a moment.';
  const safeId = requestId.replaceAll(/[^\w.:-]/g, '');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sorry</title></head>
<body style="font-family:system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem;line-height:1.5">
<h1>Sorry</h1><p>${sentence}</p><p><a href="/">Back to the shop</a></p><p><small>Request ${safeId}</small></p>
</body></html>`;
}
