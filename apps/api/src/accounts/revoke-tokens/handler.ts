import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';

/** `POST /api/auth/revoke` */
export const revokeTokens = defineOperation({
  route: routes.revokeTokens,
  async run({ body }, { services }) {
    await services.shop.accounts.revokeTokens(body.refresh_token);
    return success({ status: 'done' });
  },
});
