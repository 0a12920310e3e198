import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { wireTokens } from '../wire-account.ts';

/** `POST /api/auth/refresh` */
export const refreshTokens = defineOperation({
  route: routes.refreshTokens,
  async run({ body }, { services }) {
    const issued = await services.shop.accounts.refreshTokens(body.refresh_token);
    return issued.ok ? success(wireTokens(issued.value)) : failure('auth.token_invalid');
  },
});
