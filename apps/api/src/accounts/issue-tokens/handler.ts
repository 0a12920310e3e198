import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { originOf, refusalOf } from '../refusal.ts';
import { wireTokens } from '../wire-account.ts';

/** `POST /api/auth/token` */
export const issueTokens = defineOperation({
  route: routes.issueTokens,
  async run({ body }, context) {
    const issued = await context.services.shop.accounts.issueTokens(body, originOf(context));
    return issued.ok ? success(wireTokens(issued.value)) : refusalOf(issued.error);
  },
});
