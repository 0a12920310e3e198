/** A value that survives a round trip through JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Something with an id and a name, for lists to choose from. */
export interface NamedId {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** Name and description in one language. */
export interface ProductText {
  readonly name: string;
  readonly description: string;
}

/** One line of a specification table. */
export interface Spec {
  readonly name: string;
  readonly value: string;
}

/** A SKU as the office sees it; the price is in the shop's currency and null while it has none. */
export interface EditableSku {
  readonly id: string;
  readonly code: string;
  readonly options: Readonly<Record<string, string>>;
  readonly position: number;
  readonly archived: boolean;
  readonly priceMinor: number | null;
  readonly compareAtMinor: number | null;
  readonly stock: number;
  readonly lowAt: number;
}

/** A picture in its place, with its alt text by language. */
export interface EditablePicture {
  readonly mediaId: string;
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly kind: 'drawing' | 'photo';
  readonly alts: Readonly<Record<string, string>>;
}

/** A product with everything an editor may change. `version` counts its changes. */
export interface EditableProduct {
  readonly id: string;
  readonly version: number;
  readonly slug: string;
  readonly source: string;
  readonly externalId: string;
  readonly baseLocale: string;
  readonly archived: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly firstAvailable: Date;
  readonly currency: string;
  readonly brand: NamedId | null;
  /** The home shelf; always one of `categories`. */
  readonly category: NamedId;
  readonly categories: readonly NamedId[];
  readonly tags: readonly string[];
  readonly color: string | null;
  readonly tint: string | null;
  readonly texts: Readonly<Record<string, ProductText>>;
  readonly specs: Readonly<Record<string, readonly Spec[]>>;
  readonly skus: readonly EditableSku[];
  readonly pictures: readonly EditablePicture[];
  readonly collections: readonly NamedId[];
}

/** A SKU to write: with `id` one that exists, without a new one. What is left out stays. */
export interface SkuDraft {
  readonly id?: string | undefined;
  readonly code: string;
  readonly options?: Readonly<Record<string, string>> | undefined;
  readonly priceMinor?: number | undefined;
  readonly compareAtMinor?: number | null | undefined;
  readonly archived?: boolean | undefined;
  /** Only for a new one; afterwards stock is moved with a reason. */
  readonly stock?: number | undefined;
}

/** What an editor changes; a field left out stays as it is. Lists replace the list that was there, except `skus`. */
export interface ProductPatch {
  readonly slug?: string | undefined;
  readonly brandId?: string | null | undefined;
  readonly categoryId?: string | undefined;
  readonly categoryIds?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly color?: string | null | undefined;
  readonly tint?: string | null | undefined;
  readonly firstAvailable?: Date | undefined;
  readonly collectionIds?: readonly string[] | undefined;
  /** By language; null takes a translation away. */
  readonly texts?: Readonly<Record<string, ProductText | null>> | undefined;
  readonly specs?: Readonly<Record<string, readonly Spec[]>> | undefined;
  /** SKUs that are not named stay as they are. */
  readonly skus?: readonly SkuDraft[] | undefined;
  readonly pictures?:
    | readonly { readonly mediaId: string; readonly alts?: Readonly<Record<string, string>> | undefined }[]
    | undefined;
}

/** A product to be made: name, home category and at least one SKU are needed; the slug is made of the name when left out. */
export interface ProductDraft extends ProductPatch {
  readonly baseLocale?: string | undefined;
  readonly archived?: boolean | undefined;
}

/** One thing that is wrong, with the field it is about. */
export interface EditFault {
  readonly path: string;
  readonly message: string;
}

/** A field that somebody else changed meanwhile: both values, so that nothing is lost. */
export interface EditConflict {
  readonly field: string;
  readonly yours: Json;
  readonly theirs: Json;
}

/** Why the catalog was not edited. */
export type EditFailure =
  | { readonly code: 'catalog.not_found' }
  | { readonly code: 'catalog.invalid'; readonly faults: readonly EditFault[] }
  | { readonly code: 'catalog.taken'; readonly faults: readonly EditFault[] }
  | {
      readonly code: 'catalog.conflict';
      /** The version that is there now. */
      readonly version: number;
      readonly conflicts: readonly EditConflict[];
    }
  | { readonly code: 'catalog.in_use'; readonly message: string };
