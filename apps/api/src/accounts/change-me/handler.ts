import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { refusalOf } from '../refusal.ts';
import { callerOf, wireMe } from '../wire-account.ts';

/** `PATCH /api/me` */
export const changeMe = defineOperation({
  route: routes.changeMe,
  async run({ body }, context) {
    const { customers } = context.services.shop;
    const caller = callerOf(context);
    const { customerId } = caller;
    const before = customerId === null ? null : await customers.getProfile(customerId);
    if (customerId === null || before === null) return failure('accounts.customer_required');
    const kept = <Value>(given: Value | undefined, old: Value): Value => (given === undefined ? old : given);
    const changed = await customers.changeProfile(customerId, {
      firstName: kept(body.first_name, before.firstName),
      lastName: kept(body.last_name, before.lastName),
      birthYear: kept(body.birth_year, before.birthYear),
      gender: kept<string | null>(body.gender, before.gender),
      locale: kept(body.locale, before.locale),
      country: kept(body.country, before.country),
    });
    if (!changed.ok) return refusalOf(changed.error);
    if (body.preferred_categories !== undefined)
      await customers.changePreferences(customerId, body.preferred_categories);
    for (const purpose of ['newsletter', 'personalisation', 'analytics'] as const) {
      const granted = body.consents?.[purpose];
      if (granted !== undefined) await customers.decideConsent({ customerId, purpose, granted });
    }
    return success(await wireMe(context.services, caller));
  },
});
