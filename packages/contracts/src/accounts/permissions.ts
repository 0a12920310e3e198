/** What a signed-in person may be. */
export const accountRoles = ['customer', 'support', 'analyst', 'admin'] as const;
/** What a signed-in person may be. */
export type AccountRole = (typeof accountRoles)[number];

const staff = ['support', 'analyst', 'admin'] as const;
const desk = ['support', 'admin'] as const;
const admin = ['admin'] as const;

/** Who may do what beyond their own things: the one table. What is not listed here nobody may. */
export const permissions = {
  'console.open': staff,
  'reports.read': ['analyst', 'admin'],
  'events.read': ['analyst', 'admin'],
  'models.read': ['analyst', 'admin'],
  'models.write': admin,
  'catalog.read': staff,
  'catalog.write': admin,
  'orders.read': desk,
  'orders.write': desk,
  'reviews.moderate': desk,
  'users.read': desk,
  'users.write': admin,
} as const satisfies Record<string, readonly AccountRole[]>;

/** Something that not everybody may do. */
export type AccountAction = keyof typeof permissions;

/** Whether a role may do something; nobody signed in (null) and unknown roles may nothing. */
export function may(role: string | null | undefined, action: AccountAction): boolean {
  const allowed: readonly string[] = permissions[action];
  return role !== null && role !== undefined && allowed.includes(role);
}

/** Whether a role works here. */
export function isStaff(role: string | null | undefined): boolean {
  return role !== null && role !== undefined && (staff as readonly string[]).includes(role);
}
