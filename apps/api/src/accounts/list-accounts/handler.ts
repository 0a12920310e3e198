import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { wireUser } from '../wire-account.ts';

/** `GET /api/users` */
export const listAccounts = defineOperation({
  route: routes.listAccounts,
  async run({ query }, { services }) {
    const { q, role, page, per_page: perPage } = query;
    const offset = (page - 1) * perPage;
    const found = await services.shop.accounts.listUsers({ search: q, role, limit: perPage, offset });
    return success({ items: found.users.map(wireUser), total: found.total, page, per_page: perPage });
  },
});
