/** What pages of the console ask leave for; the words of the permission table of the contracts, which carries Zod and so stays out of pages. */
export type ConsoleAction =
  | 'console.open'
  | 'events.read'
  | 'models.read'
  | 'models.write'
  | 'catalog.read'
  | 'catalog.write'
  | 'orders.read'
  | 'orders.write'
  | 'users.read'
  | 'users.write';

const everybody = ['support', 'analyst', 'admin'];
const desk = ['support', 'admin'];
const allowed: Readonly<Record<ConsoleAction, readonly string[]>> = {
  'console.open': everybody,
  'events.read': ['analyst', 'admin'],
  'models.read': ['analyst', 'admin'],
  'models.write': ['admin'],
  'catalog.read': everybody,
  'catalog.write': ['admin'],
  'orders.read': desk,
  'orders.write': desk,
  'users.read': desk,
  'users.write': ['admin'],
};

/** Whether a role of the house may do this. */
export function roleMay(role: string, action: ConsoleAction): boolean {
  return allowed[action].includes(role);
}
