import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { data, redirect, useActionData, useLoaderData, useSearchParams } from 'react-router';
import { Notice } from '../../design/components/notice.tsx';
import { textOf, wholeOf } from '../catalog/form-fields.ts';
import { Pager } from '../catalog/pager.tsx';
import { readDone, withDone } from '../done-sentences.ts';
import { count, stamp } from '../format.ts';
import { requireConsole } from '../require-console.ts';
import { roleMay } from '../role-may.ts';

const PER_PAGE = 50;
const ROLES = ['customer', 'support', 'analyst', 'admin'] as const;
type Role = (typeof ROLES)[number];

const roleOf = (text: string): Role | undefined => ROLES.find((role) => role === text);

const FAILURES = {
  'accounts.not_found': [404, 'This account is not there any more. Search again.'],
  'accounts.last_admin': [409, 'This is the last administrator. Make somebody else one first.'],
  'accounts.customer_missing': [409, 'Whoever never was a customer cannot become one. Disable the account instead.'],
} as const;

export async function loader(args: LoaderFunctionArgs) {
  const { console } = requireConsole(args, 'users.read');
  const { searchParams } = new URL(args.request.url);
  const words = searchParams.get('q')?.slice(0, 200) ?? '';
  const role = roleOf(searchParams.get('role') ?? '');
  const page = wholeOf(searchParams.get('page'), 1, 10_000);
  const { users, total } = await console.office.listUsers({
    search: words,
    role,
    limit: PER_PAGE,
    offset: (page - 1) * PER_PAGE,
  });
  return {
    users: users.map((user) => ({
      ...user,
      createdAt: user.createdAt.toISOString(),
      lastSignedInAt: user.lastSignedInAt?.toISOString() ?? null,
    })),
    total,
    page,
    words,
    role: role ?? '',
    search: searchParams.toString(),
    mayEdit: roleMay(console.role, 'users.write'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { console } = requireConsole(args, 'users.write');
  const form = await args.request.formData();
  const disabled = textOf(form, 'disabled');
  const role = roleOf(textOf(form, 'role'));
  if (disabled === '' && role === undefined)
    return data({ message: `role must be one of ${ROLES.join(', ')}.` }, { status: 422 });
  const changed = await console.office.changeUser(
    textOf(form, 'id'),
    disabled === '' ? { role } : { isDisabled: disabled === 'yes' },
  );
  if (!changed.ok) {
    const [status, message] = FAILURES[changed.error.code];
    return data({ message }, { status });
  }
  const { searchParams } = new URL(args.request.url);
  searchParams.delete('done');
  return redirect(withDone(`/admin/users?${searchParams}`, 'The account is changed.'), 303);
}

export function meta() {
  return [{ title: 'Users · Vitrine console' }, { name: 'robots', content: 'noindex' }];
}

export default function Users() {
  const { users, total, page, words, role, search, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [query] = useSearchParams();
  const done = readDone(query);
  return (
    <>
      <h1>Users</h1>
      {answer ? <Notice tone="error">{answer.message}</Notice> : done ? <Notice tone="done">{done}</Notice> : null}
      <form className="fields-line" action="/admin/users" role="search" aria-label="Users">
        <label>
          E-mail or name
          <input type="search" name="q" defaultValue={words} maxLength={200} />
        </label>
        <label>
          Role
          <select name="role" defaultValue={role}>
            <option value="">All</option>
            {ROLES.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <button className="button button-quiet button-small">Show</button>
      </form>
      <p className="console-note" role="status">
        {total === 1 ? '1 account' : `${count(total)} accounts, the newest first`}
      </p>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Accounts">
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">E-mail</th>
              <th scope="col">Name</th>
              <th scope="col">Here since (UTC)</th>
              <th scope="col">Last here (UTC)</th>
              <th scope="col" className="num">
                Orders
              </th>
              <th scope="col">Role</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {users.map((user) => (
              <UserRow key={`${user.id}${user.role}${user.isDisabled}`} user={user} mayEdit={mayEdit} />
            ))}
            {users.length === 0 ? (
              <tr>
                <td colSpan={7}>Nobody fits. Search for less.</td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
      <Pager page={page} perPage={PER_PAGE} total={total} search={search} />
    </>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['users'][number];

function UserRow({ user, mayEdit }: { user: Row; mayEdit: boolean }) {
  const state = user.isDisabled ? 'disabled' : user.isVerified ? 'active' : 'not confirmed';
  return (
    <tr>
      <th scope="row">{user.email}</th>
      <td>{[user.firstName, user.lastName].filter(Boolean).join(' ') || '–'}</td>
      <td className="tabular whitespace-nowrap">{user.createdAt.slice(0, 10)}</td>
      <td className="tabular whitespace-nowrap">{user.lastSignedInAt ? stamp(user.lastSignedInAt) : 'never'}</td>
      <td className="num">{count(user.orders)}</td>
      <td>
        {mayEdit ? (
          <form method="post" className="fields-line">
            <input type="hidden" name="id" value={user.id} />
            <select name="role" defaultValue={user.role} aria-label={`Role of ${user.email}`}>
              {ROLES.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
            <button className="button button-quiet button-small">
              Save<span className="hidden-text"> the role of {user.email}</span>
            </button>
          </form>
        ) : (
          user.role
        )}
      </td>
      <td>
        {mayEdit ? (
          <form method="post">
            <input type="hidden" name="id" value={user.id} />
            {state}{' '}
            <button className="button button-quiet button-small" name="disabled" value={user.isDisabled ? 'no' : 'yes'}>
              {user.isDisabled ? 'Enable' : 'Disable'}
              <span className="hidden-text"> {user.email}</span>
            </button>
          </form>
        ) : (
          state
        )}
      </td>
    </tr>
  );
}
