import type { LoaderFunctionArgs } from 'react-router';
import { requireConsole } from '../require-console.ts';

/** The lines of an upload that were refused, with their reasons, as a file. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { console } = requireConsole(args, 'catalog.write');
  const token = new URL(args.request.url).searchParams.get('token') ?? '';
  const text = await console.catalog.refusedCsv(token);
  if (text === null) throw new Response('This file is not kept any more.', { status: 404 });
  return new Response(text, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="refused.csv"' },
  });
}
