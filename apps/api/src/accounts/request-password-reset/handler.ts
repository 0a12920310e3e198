import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { originOf, refusalOf } from '../refusal.ts';

/** `POST /api/auth/password-reset` */
export const requestPasswordReset = defineOperation({
  route: routes.requestPasswordReset,
  async run({ body }, context) {
    const asked = await context.services.shop.accounts.requestReset(body, originOf(context));
    return asked.ok ? success({ status: 'check_mail' }) : refusalOf(asked.error);
  },
});
