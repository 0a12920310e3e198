/** Numbers that decide what a generated shop looks like. */
export interface GenerateSettings {
  readonly products: number;
  readonly customers: number;
  /** About how many events. */
  readonly events: number;
  readonly days: number;
  readonly seed: number;
}

/** What each number may be. A day is simulated in memory, hence the last rule of `checkSettings`. */
export const settingBounds: Readonly<
  Record<keyof GenerateSettings, { readonly least: number; readonly most: number }>
> = {
  products: { least: 15, most: 5000 },
  customers: { least: 0, most: 2_000_000 },
  events: { least: 0, most: 1_000_000_000 },
  days: { least: 1, most: 3650 },
  seed: { least: 0, most: 4_294_967_295 },
};

const eventsPerDayLimit = 1_000_000;

/** What is wrong with the numbers, as a sentence that says what is right; null when nothing is. */
export function checkSettings(settings: GenerateSettings & { readonly asOf: Date }): string | null {
  for (const name of ['products', 'customers', 'events', 'days', 'seed'] as const) {
    const { least, most } = settingBounds[name];
    const value = settings[name];
    if (!Number.isInteger(value) || value < least || value > most) {
      return `${name} is ${value}; give a whole number from ${least} to ${most}.`;
    }
  }
  if (Number.isNaN(settings.asOf.getTime()))
    return 'asOf is not a valid time; give one, or leave it out for the present.';
  if (settings.events / settings.days > eventsPerDayLimit) {
    return `${settings.events} events in ${settings.days} days are more than ${eventsPerDayLimit} a day; ask for more days or fewer events.`;
  }
  return null;
}
