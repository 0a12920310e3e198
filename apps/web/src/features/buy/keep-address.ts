import type { OwnServices } from '../../services/account-services.ts';

/** How keeping an address of the checkout in the account went; `kept` also when it was there already. */
export type KeptAddress = 'kept' | 'full' | 'refused';

const parts = ['recipient', 'line1', 'line2', 'postalCode', 'city', 'region', 'country'] as const;
const spoken = (text: string | null | undefined) => (text ?? '').replaceAll(/\s+/g, ' ').trim().toLowerCase();

/**
 * Keeps the address of the checkout's form in the address book, once however often the step is sent. Whatever comes of it, the purchase goes on.
 */
export async function keepAddress(
  own: Pick<OwnServices, 'addresses'>,
  typed: Readonly<Record<string, string>>,
  isDefault: boolean,
): Promise<KeptAddress> {
  const {
    recipient = '',
    line1 = '',
    line2 = '',
    postal_code: postalCode = '',
    city = '',
    region = '',
    country = '',
  } = typed;
  const input = { recipient, line1, line2, postalCode, city, region, country };
  const there = (await own.addresses.list()).find((known) =>
    parts.every((part) => spoken(known[part]).replaceAll(' ', '') === spoken(input[part]).replaceAll(' ', '')),
  );
  if (there !== undefined && (!isDefault || there.isDefault)) return 'kept';
  const saved = await own.addresses.save(there?.id ?? null, { ...input, isDefault });
  if (saved.ok) return 'kept';
  return saved.error.code === 'customers.too_many_addresses' ? 'full' : 'refused';
}
