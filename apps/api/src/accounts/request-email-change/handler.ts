import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { originOf, refusalOf } from '../refusal.ts';
import { accountOf } from '../wire-account.ts';

/** `POST /api/me/email` */
export const requestEmailChange = defineOperation({
  route: routes.requestEmailChange,
  async run({ body }, context) {
    const asked = await context.services.shop.accounts.requestEmailChange(await accountOf(context), {
      currentPassword: body.current_password,
      email: body.email,
      ...originOf(context),
    });
    return asked.ok ? success({ status: 'check_mail' }) : refusalOf(asked.error);
  },
});
