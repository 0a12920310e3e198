import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { wireUser } from '../wire-account.ts';

/** `POST /api/users` */
export const createAccount = defineOperation({
  route: routes.createAccount,
  async run({ body }, { services }) {
    const { accounts } = services.shop;
    const made = await accounts.create(body);
    if (!made.ok) {
      const { error } = made;
      if (error.code === 'accounts.email_taken') return failure(error.code);
      const { field, message } = error;
      return failure('request.invalid_value', {
        message: `${field} ${message}.`,
        faults: [{ path: [field], message }],
      });
    }
    const user = await accounts.getUser(made.value.id);
    return user === null ? failure('accounts.not_found') : success(wireUser(user));
  },
});
