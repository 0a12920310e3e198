import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { refusalOf } from '../refusal.ts';
import { wireUser } from '../wire-account.ts';

/** `PATCH /api/users/{id}` */
export const changeAccount = defineOperation({
  route: routes.changeAccount,
  async run({ params, body }, { services, visitor }) {
    const { role, disabled } = body;
    const by = visitor?.account?.id ?? 'api';
    const changed = await services.shop.accounts.changeUser(params.id, { role, isDisabled: disabled }, by);
    return changed.ok ? success(wireUser(changed.value)) : refusalOf(changed.error);
  },
});
