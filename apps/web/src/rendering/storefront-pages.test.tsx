// @vitest-environment node
import {
  createContext,
  data,
  isRouteErrorResponse,
  redirect,
  RouterContextProvider,
  useLoaderData,
  useRouteError,
  type ServerBuild,
} from 'react-router';
import { describe, expect, it } from 'vitest';
import { awayContext } from '../context.ts';
import { usePage } from '../language/index.ts';
import { storefrontPages } from './storefront-pages.tsx';

const who = createContext<string>();
const reported: unknown[] = [];

function Page() {
  const { name } = useLoaderData<{ name: string }>();
  if (name === 'broken') throw new Error('secret detail');
  return <p>{name}</p>;
}

function Sorry() {
  const error = useRouteError();
  return <p lang={usePage().locale}>Sorry{isRouteErrorResponse(error) ? ` ${error.status}` : ''}</p>;
}

const routes = {
  root: { id: 'root', path: '', module: { default: undefined, ErrorBoundary: Sorry } },
  page: {
    id: 'page',
    parentId: 'root',
    path: 'hello/:name',
    module: {
      default: Page,
      loader: ({ params, context }: { params: { name: string }; context: RouterContextProvider }) => {
        if (params.name === 'missing') throw data(null, { status: 404 });
        if (params.name === 'away') throw new Error('connect ECONNREFUSED');
        const name = params.name === 'me' ? context.get(who) : params.name;
        return data({ name }, { headers: { 'Set-Cookie': 'seen=1' } });
      },
    },
  },
  text: { id: 'text', parentId: 'root', path: 'robots.txt', module: { loader: () => new Response('plain') } },
  away: { id: 'away', parentId: 'root', path: 'away', module: { action: () => redirect('/hello/x', 303) } },
};

const build = {
  entry: { module: {} },
  routes,
  assets: { entry: { imports: [], module: '' }, routes, url: '', version: '1' },
  future: {},
  routeDiscovery: { mode: 'initial' },
} as unknown as ServerBuild;

async function ask(path: string, init: RequestInit = {}) {
  const context = new RouterContextProvider();
  context.set(who, 'Ada');
  const pages = storefrontPages(
    build,
    (error) => {
      reported.push(error);
      if (String(error).includes('ECONNREFUSED')) context.set(awayContext, true);
    },
    () => 'de',
  );
  const answer = await pages(new Request(`https://s.example${path}`, init), context);
  const body = typeof answer.body === 'string' ? answer.body : await (answer as Response).text();
  return { status: answer.status, headers: answer.headers, body };
}

describe('WEB-7 pages without hydration', () => {
  it('are finished HTML with nothing for a router in it', async () => {
    const { status, headers, body } = await ask('/hello/me');
    expect([status, body]).toEqual([200, '<!DOCTYPE html><p>Ada</p>']);
    expect(headers.getSetCookie()).toEqual(['seen=1']);
  });

  it('take a message away once it is shown', async () => {
    const { headers } = await ask('/hello/me', { headers: { cookie: 'vitrine_flash=x' } });
    expect(headers.getSetCookie().join()).toContain('vitrine_flash=; Path=/; Max-Age=0');
  });

  it('answer errors with their page and status, and tell the house only what failed', async () => {
    expect(await ask('/hello/missing')).toMatchObject({ status: 404, body: expect.stringContaining('Sorry') });
    expect(reported).toEqual([]);
    const broken = await ask('/hello/broken');
    expect(broken).toMatchObject({ status: 500, body: expect.stringContaining('Sorry') });
    expect(broken.body).not.toContain('secret detail');
    expect(String(reported[0])).toContain('secret detail');
  });

  it('OPS-9 say that the shop is away for now where its database is, and nothing of how', async () => {
    const { status, body } = await ask('/hello/away');
    expect([status, body]).toEqual([503, '<!DOCTYPE html><p lang="de">Sorry 503</p>']);
  });

  it('leave answers that are no page as they are', async () => {
    expect(await ask('/robots.txt')).toMatchObject({ status: 200, body: 'plain' });
    const away = await ask('/away', { method: 'POST', body: new URLSearchParams({ a: '1' }) });
    expect([away.status, away.headers.get('location')]).toEqual([303, '/hello/x']);
  });
});
