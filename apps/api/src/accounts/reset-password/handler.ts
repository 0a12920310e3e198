import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { refusalOf } from '../refusal.ts';

/** `POST /api/auth/password` */
export const resetPassword = defineOperation({
  route: routes.resetPassword,
  async run({ body }, { services }) {
    const saved = await services.shop.accounts.resetPassword(body);
    return saved.ok ? success({ status: 'done' }) : refusalOf(saved.error);
  },
});
