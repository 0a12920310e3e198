import { afterAll, beforeAll, expect, it } from 'vitest';
import { aServer, callRecsys } from './a-server.ts';

/** One promise of an operation: what is called, the status, and what the body must contain. */
export interface StatusRow {
  readonly when: string;
  readonly url: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly status: number;
  readonly answer?: object;
}

/** One test a row, on one server over fakes. */
export function expectStatuses(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  rows: readonly StatusRow[],
  server: Parameters<typeof aServer>[0] = {},
): void {
  let house: Awaited<ReturnType<typeof aServer>>;
  beforeAll(async () => {
    house = await aServer(server);
  });
  afterAll(() => house.app.close());

  it.each(rows)('$status when $when', async ({ url, body, headers, status, answer }) => {
    const got = await callRecsys(house.app, {
      method,
      url,
      ...(body === undefined ? {} : { body }),
      ...(headers === undefined ? {} : { headers }),
    });
    expect(got.statusCode, got.body).toBe(status);
    if (answer !== undefined) expect(got.json()).toMatchObject(answer);
    expect(house.errors).toEqual([]);
  });
}
