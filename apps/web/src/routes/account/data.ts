import type { LoaderFunctionArgs } from 'react-router';
import { requireOwn } from '../../features/account/require-own.ts';

/** Everything we keep of the person, as a file of JSON. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { own } = requireOwn({ request, context });
  const everything = await own.everything();
  return new Response(`${JSON.stringify(everything ?? {}, null, 2)}\n`, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="vitrine.json"',
      'Cache-Control': 'private, no-store',
    },
  });
}
