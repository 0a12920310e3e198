import type { AddressInput, CustomerAddress, OwnServices } from '../../services/account-services.ts';

/** How keeping an address of the checkout in the account went; `kept` also when it was there already. */
export type KeptAddress = 'kept' | 'full' | 'refused';

const parts = ['recipient', 'line1', 'line2', 'postalCode', 'city', 'region', 'country'] as const;
const spoken = (text: string | null | undefined) => (text ?? '').replaceAll(/\s+/g, ' ').trim().toLowerCase();

function isSame(known: CustomerAddress, input: AddressInput): boolean {
  return parts.every((part) => spoken(known[part]).replaceAll(' ', '') === spoken(input[part]).replaceAll(' ', ''));
}

/**
 * Keeps the address of the checkout's form in the address book, once however often the step is sent. Whatever comes of it, the purchase goes on.
 */
export async function keepAddress(
  own: Pick<OwnServices, 'addresses'>,
  typed: Readonly<Record<string, string>>,
  isDefault: boolean,
): Promise<KeptAddress> {
  const { line2 = '', region = '', country = '' } = typed;
  const { recipient = '', line1 = '', postal_code: postalCode = '', city = '' } = typed;
  const input = { recipient, line1, line2, postalCode, city, region, country, isDefault };
  try {
    const there = (await own.addresses.list()).find((known) => isSame(known, input));
    if (there !== undefined && (!isDefault || there.isDefault)) return 'kept';
    const saved = await own.addresses.save(there?.id ?? null, input);
    if (!saved.ok) return saved.error.code === 'customers.too_many_addresses' ? 'full' : 'refused';
    if (there === undefined) await removeTwins(own, input);
    return 'kept';
  } catch {
    return 'refused';
  }
}

/** A button that is pressed twice sends two requests at once, and neither finds the address that the other makes. Both leave the same one. */
async function removeTwins({ addresses }: Pick<OwnServices, 'addresses'>, input: AddressInput): Promise<void> {
  const twins = (await addresses.list()).filter((known) => isSame(known, input));
  const [, ...others] = twins.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault) || (a.id < b.id ? -1 : 1));
  for (const { id } of others) await addresses.remove(id);
}
