import type { ActionFunctionArgs } from 'react-router';
import { redirect } from 'react-router';
import { servicesContext } from '../context.ts';

export async function action({ context }: ActionFunctionArgs): Promise<Response> {
  const { cookies } = await context.get(servicesContext).session.signOut();
  const headers = new Headers();
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return redirect('/', { headers, status: 303 });
}

/** Signing out is a form; whoever opens the address goes to the console. */
export function loader(): Response {
  return redirect('/admin');
}
