import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { originOf, refusalOf } from '../refusal.ts';
import { accountOf } from '../wire-account.ts';

/** `PUT /api/me/password` */
export const changePassword = defineOperation({
  route: routes.changePassword,
  async run({ body }, context) {
    const changed = await context.services.shop.accounts.changePassword(await accountOf(context), {
      currentPassword: body.current_password,
      password: body.password,
      sessionToken: null,
      ...originOf(context),
    });
    return changed.ok ? success({ status: 'done' }) : refusalOf(changed.error);
  },
});
