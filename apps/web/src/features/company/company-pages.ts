/** Where the shop's own words stand, and which words those are. */
export const companyPages = {
  '/imprint': 'imprint',
  '/terms': 'terms',
  '/shipping-and-returns': 'delivery',
  '/contact': 'contact',
} as const;

export type CompanyPath = keyof typeof companyPages;

export function isCompanyPath(path: string): path is CompanyPath {
  return Object.hasOwn(companyPages, path);
}
