import { dayMs, startOfDay } from './calendar.ts';
import { mailboxName, nameLists, type NameList } from './names.ts';
import { buildPersonas, type Persona } from './personas.ts';
import { mix, mixUniform, Random } from './random.ts';
import { customerExternalId } from './records.ts';
import { buildShelf, type Shelf } from './shelf.ts';
import type { BehaviourOptions } from './simulate.ts';
import { customerSeed, customerTraits, initialPersona, tasteSlots } from './visitors.ts';

/** A person with an account, in the form that the shop's bulk loader takes apart from `source`. */
export interface SimulatedCustomer {
  readonly externalId: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly joinedAt: Date;
  readonly locale: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly birthYear: number;
  readonly gender: 'female' | 'male' | 'other' | null;
  readonly loyaltyTier: 'bronze' | 'silver' | 'gold' | 'platinum' | null;
  readonly newsletter: boolean;
  /** Category slugs, strongest first. */
  readonly preferredCategories: readonly string[];
  readonly addresses: readonly {
    readonly recipient: string;
    readonly line1: string;
    readonly postalCode: string;
    readonly city: string;
    readonly country: string;
  }[];
}

/** Mail domains that can never deliver (RFC 2606), so that a demo shop cannot write to a stranger. */
const mailDomains = ['example.com', 'example.org', 'example.net'];

/**
 * The customers of a simulated shop, one by one. Each follows from the seed and its number alone; the same options as
 * `simulateBehaviour` give the people whose visits that function plays.
 */
export function* describeCustomers(options: BehaviourOptions): Generator<SimulatedCustomer, void, void> {
  const shelf = buildShelf(options.products);
  const personas = buildPersonas(shelf, options.seed);
  const startMs = startOfDay(options.asOf.getTime()) - (options.days - 1) * dayMs;
  const random = new Random();
  for (let customer = 0; customer < options.customers; customer++) {
    const seed = customerSeed(options.seed, customer);
    random.seed(seed, 0x9e0913, 0);
    yield describeCustomer(random, { customer, seed, startMs, shelf, personas, days: options.days });
  }
}

interface Origin {
  readonly customer: number;
  readonly seed: number;
  readonly startMs: number;
  readonly days: number;
  readonly shelf: Shelf;
  readonly personas: readonly Persona[];
}

function describeCustomer(random: Random, origin: Origin): SimulatedCustomer {
  const names = nameLists[random.weighted(nameShares, 1)] ?? nameLists[0];
  if (names === undefined) throw new RangeError('there are no name lists; restore names.ts');
  const woman = random.chance(0.55);
  const firstName = random.pick(woman ? names.women : names.men);
  const lastName = random.pick(names.family);
  const traits = customerTraits(origin.seed, origin.days);
  // the account is opened the evening before the first visit, so no visit is older than its account
  const joinedAt = new Date(
    origin.startMs + traits.joinDay * dayMs - Math.floor((0.5 + 5 * random.next()) * 3_600_000),
  );
  const age = Math.min(Math.max(Math.round(random.logNormal(41, 0.3)), 18), 88);
  return {
    externalId: customerExternalId(origin.customer),
    email: `${mailboxName(firstName, lastName)}${origin.customer + 1}@${mailDomains[mix(origin.seed, 3) % 3]}`,
    firstName,
    lastName,
    joinedAt,
    locale: names.locale,
    country: names.country,
    birthYear: joinedAt.getUTCFullYear() - age,
    gender: genderOf(woman, random),
    loyaltyTier: tierOf(traits),
    newsletter: random.chance(0.38),
    preferredCategories: preferredCategories(origin),
    addresses: [addressOf(`${firstName} ${lastName}`, names, random)],
  };
}

const nameShares = nameLists.map((list) => list.share);

function genderOf(woman: boolean, random: Random): SimulatedCustomer['gender'] {
  const said = random.next();
  if (said < 0.08) return null;
  if (said < 0.1) return 'other';
  return woman ? 'female' : 'male';
}

/** Frequent visitors who buy readily climb the tiers; a fifth never joined the programme. */
function tierOf(traits: { activity: number; buyFactor: number; loyal: number }): SimulatedCustomer['loyaltyTier'] {
  if (traits.loyal < 0.2) return null;
  const worth = traits.buyFactor / traits.activity;
  if (worth > 5) return 'platinum';
  if (worth > 2) return 'gold';
  return worth > 0.9 ? 'silver' : 'bronze';
}

/** The first favourite of each of the two leading personas: what such a person would tick in a form. */
function preferredCategories(origin: Origin): string[] {
  const slugs = new Set<string>();
  for (let slot = 0; slot < tasteSlots - 1; slot++) {
    const shares = origin.personas[initialPersona(origin.seed, slot)]?.categoryShares ?? [];
    let best = 0;
    for (const [category, share] of shares.entries()) if (share > (shares[best] ?? 0)) best = category;
    const product = origin.shelf.inCategory[best]?.[0];
    const slug = product === undefined ? undefined : origin.shelf.products[product]?.categorySlug;
    // one in four leaves the second box empty
    if (slug !== undefined && (slot === 0 || mixUniform(origin.seed, 77) > 0.25)) slugs.add(slug);
  }
  return [...slugs];
}

function addressOf(recipient: string, names: NameList, random: Random): SimulatedCustomer['addresses'][number] {
  const [city, postalCode] = random.pick(names.cities);
  const street = random.pick(names.streets).replaceAll('_', ' ');
  const number = 1 + random.below(120);
  const numberFirst = names.country === 'GB' || names.country === 'FR';
  return {
    recipient,
    line1: numberFirst ? `${number} ${street}` : `${street} ${number}`,
    postalCode,
    city,
    country: names.country,
  };
}
