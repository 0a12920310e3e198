import type { ChangeUserFailure, UserChanges, UserQuery, UserRow } from '@vitrine/shop/accounts';
import type { ChangeStatusFailure, OrderStatus, OrderView } from '@vitrine/shop/orders';

type Outcome<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

/** What the office does with people and their orders. Who may do it is asked by the pages. */
export interface OfficeConsole {
  listUsers(query: UserQuery): Promise<{ users: readonly UserRow[]; total: number }>;
  changeUser(id: string, changes: UserChanges): Promise<Outcome<UserRow, ChangeUserFailure>>;
  /** The newest ones, of one status or all, that a number, a name or an e-mail fits. */
  listOrders(query: {
    limit: number;
    status?: OrderStatus | undefined;
    search?: string | undefined;
  }): Promise<readonly OrderView[]>;
  getOrder(id: string): Promise<OrderView | null>;
  /** Every status with where an order may go from there. */
  moves: Readonly<Record<OrderStatus, readonly OrderStatus[]>>;
  moveOrder(id: string, to: OrderStatus): Promise<Outcome<unknown, ChangeStatusFailure>>;
}
