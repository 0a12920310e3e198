import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { originOf, refusalOf } from '../refusal.ts';

/** `POST /api/auth/register` */
export const registerAccount = defineOperation({
  route: routes.registerAccount,
  async run({ body }, context) {
    const asked = await context.services.shop.accounts.register(
      { email: body.email, password: body.password, firstName: body.first_name, lastName: body.last_name },
      originOf(context),
    );
    return asked.ok ? success({ status: 'check_mail' }) : refusalOf(asked.error);
  },
});
