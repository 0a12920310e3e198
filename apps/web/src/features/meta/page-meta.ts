import type { MetaDescriptor } from 'react-router';

export interface PageMeta {
  title: string;
  description: string;
  /** Absolute address without parameters that change nothing. */
  canonical: string;
  image?: string | undefined;
  /** schema.org objects. */
  facts?: readonly Record<string, unknown>[];
}

/** Title, description, canonical link, Open Graph and structured facts of one page. */
export function pageMeta({ title, description, canonical, image, facts = [] }: PageMeta): MetaDescriptor[] {
  const short = description.length > 160 ? `${description.slice(0, 157).trimEnd()}…` : description;
  return [
    { title },
    { name: 'description', content: short },
    { tagName: 'link', rel: 'canonical', href: canonical },
    { property: 'og:title', content: title },
    { property: 'og:description', content: short },
    { property: 'og:url', content: canonical },
    ...(image ? [{ property: 'og:image', content: image }] : []),
    ...facts.map((fact) => ({ 'script:ld+json': fact })),
  ] as MetaDescriptor[];
}
