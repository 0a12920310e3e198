import type { z } from 'zod';
import type { AccountAction, AccountRole } from '../accounts/permissions.ts';
import type { ErrorCode } from '../errors/catalogue.ts';
import type { OperationName } from './paths.ts';

/**
 * Who may call an operation: `tenant` needs X-Org-ID (and a key when keys are on), `visitor` anybody, `same-origin` pages of the shop only.
 * `{ role }` needs somebody signed in, by cookie or bearer token: `account` is anybody with an account, `staff` everybody but customers,
 * a role's own name that role and administrators. `{ may }` needs a role that may do that (see `may`). Cookies count from pages of the shop only.
 */
export type RouteAccess =
  | 'tenant'
  | 'visitor'
  | 'same-origin'
  | 'open'
  | { readonly role: 'account' | 'staff' | Exclude<AccountRole, 'customer'> }
  | { readonly may: AccountAction };

/** One operation: its address, what goes in, what comes out, and how it fails. */
export interface RouteDefinition {
  readonly name: OperationName;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` for parameters, as in OpenAPI. */
  readonly path: string;
  readonly area: 'recsys' | 'shop' | 'ops';
  readonly access: RouteAccess;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** Name of the array in the body whose elements are validated one by one, so that one bad record can be named or set aside. */
  readonly records?: string;
  /** Status of success. */
  readonly status: 200 | 201 | 202;
  readonly answer: z.ZodType;
  readonly errors: readonly ErrorCode[];
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type Written<S> = S extends z.ZodType ? z.input<S> : undefined;

/** What a server handler receives after validation. */
export interface RouteInput<R extends RouteDefinition> {
  readonly params: Parsed<R['params']>;
  readonly query: Parsed<R['query']>;
  readonly body: Parsed<R['body']>;
}

/** What a client writes. */
export interface RouteCall<R extends RouteDefinition> {
  readonly params: Written<R['params']>;
  readonly query: Written<R['query']>;
  readonly body: Written<R['body']>;
}

/** What the operation answers on success. */
export type RouteAnswer<R extends RouteDefinition> = z.output<R['answer']>;
