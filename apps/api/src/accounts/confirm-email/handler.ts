import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { originOf, refusalOf } from '../refusal.ts';

/** `POST /api/auth/confirm` */
export const confirmEmail = defineOperation({
  route: routes.confirmEmail,
  async run({ body }, context) {
    const { accounts } = context.services.shop;
    const opened = await accounts.confirmEmail(body.token, originOf(context));
    if (!opened.ok) return refusalOf(opened.error);
    // The link signs in whoever follows it in a browser; a client of the API asks for tokens by the password, and nobody else shall hold this session.
    await accounts.signOut(opened.value.token);
    return success({ status: 'done' });
  },
});
