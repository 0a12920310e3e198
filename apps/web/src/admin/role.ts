import type { LoaderFunctionArgs } from 'react-router';
import { requireConsole } from './require-console.ts';

/** The role of whoever asks, as plain text: a page asks before it sends what would be lost with a refusal. */
export function loader(args: LoaderFunctionArgs): Response {
  const { console } = requireConsole(args, 'console.open');
  return new Response(console.role, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
