import type { AccountRole } from '@vitrine/contracts';
import { sql, type RawBuilder } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import type { Kysely } from 'kysely';

/** An account as staff see it. */
export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly role: AccountRole;
  readonly customerId: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly createdAt: Date;
  readonly lastSignedInAt: Date | null;
  readonly isVerified: boolean;
  readonly isDisabled: boolean;
  readonly orders: number;
}

/** Narrowing of the list. */
export interface UserQuery {
  /** In e-mail or name, case ignored. */
  readonly search?: string | undefined;
  readonly role?: AccountRole | undefined;
  readonly limit: number;
  readonly offset: number;
}

const columns = sql`account.id, account.email, account.role, account.customer_id as "customerId", customer.first_name as "firstName", customer.last_name as "lastName",
  account.created_at as "createdAt", account.last_signed_in_at as "lastSignedInAt", account.email_verified_at is not null as "isVerified", account.disabled_at is not null as "isDisabled",
  (select count(*)::integer from shop.orders where orders.customer_id = account.customer_id) as orders`;
const source = sql`shop.account left join shop.customer on customer.id = account.customer_id`;

function conditions(query: Pick<UserQuery, 'search' | 'role'>): RawBuilder<unknown> {
  const search = query.search?.trim() ?? '';
  const pattern = `%${search.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const parts = [
    sql`true`,
    ...(query.role === undefined ? [] : [sql`account.role = ${query.role}`]),
    ...(search === ''
      ? []
      : [
          sql`(lower(account.email) like ${pattern} or lower(concat_ws(' ', customer.first_name, customer.last_name)) like ${pattern})`,
        ]),
  ];
  return sql.join(parts, sql` and `);
}

/** One page of accounts, newest first, and how many there are. */
export async function selectUsers(
  context: ShopContext,
  query: UserQuery,
): Promise<{ users: UserRow[]; total: number }> {
  const where = conditions(query);
  const [users, total] = await Promise.all([
    sql<UserRow>`select ${columns} from ${source} where ${where} order by account.created_at desc, account.id limit ${query.limit} offset ${query.offset}`.execute(
      context.db,
    ),
    sql<{ total: number }>`select count(*)::integer as total from ${source} where ${where}`.execute(context.db),
  ]);
  return { users: users.rows, total: total.rows[0]?.total ?? 0 };
}

/** One account. */
export async function selectUser(context: ShopContext, id: string): Promise<UserRow | null> {
  const { rows } = await sql<UserRow>`select ${columns} from ${source} where account.id = ${id}::uuid`.execute(
    context.db,
  );
  return rows[0] ?? null;
}

/** Locks the administrators, so that two who take the role from each other do not both succeed; answers the ids of those who may act. */
export async function lockAdmins(trx: Kysely<ShopTables>): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended('administrators', 0))`.execute(trx);
  const { rows } = await sql<{
    id: string;
  }>`select id from shop.account where role = 'admin' and disabled_at is null`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Changes role and whether the account may be used. */
export async function updateUser(
  trx: Kysely<ShopTables>,
  id: string,
  changes: { role?: AccountRole | undefined; disabledAt?: Date | null | undefined },
): Promise<void> {
  if (changes.role !== undefined)
    await sql`update shop.account set role = ${changes.role} where id = ${id}::uuid`.execute(trx);
  if (changes.disabledAt !== undefined)
    await sql`update shop.account set disabled_at = ${changes.disabledAt} where id = ${id}::uuid`.execute(trx);
}
