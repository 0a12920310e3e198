export {
  category,
  categoriesAnswer,
  productCard,
  productImage,
  productPage,
  review,
  reviewsPage,
} from './shop/products.ts';
export type { CategoryWire, ProductCardWire, ProductPageWire, ReviewWire } from './shop/products.ts';
export { brandsAnswer, collectionsAnswer, productFacets, productsPage, suggestionsAnswer } from './shop/listing.ts';
export type { ProductFacetsWire } from './shop/listing.ts';
export type { CartWire, CheckoutWire, OrderWire } from './shop/buying.ts';
export { interaction, interactionsAnswer, interactionsBatch, interactionsMaxEvents } from './shop/interactions.ts';
export type { InteractionInput, InteractionRecord } from './shop/interactions.ts';
export { recommendedProducts } from './shop/recommendations.ts';
export type { RecommendedProductWire } from './shop/recommendations.ts';
export { embeddingLength, ingestMaxRecords, item, itemsUpsert } from './recsys/items.ts';
export type { ItemInput, ItemRecord } from './recsys/items.ts';
export { user, usersUpsert } from './recsys/users.ts';
export type { UserInput, UserRecord } from './recsys/users.ts';
export { event, eventsBatch } from './recsys/events.ts';
export type { EventInput, EventRecord } from './recsys/events.ts';
export { ingestAnswer, rejectedRecord } from './recsys/ingest-answer.ts';
export type { IngestAnswer, RejectedRecord } from './recsys/ingest-answer.ts';
export {
  because,
  constraints,
  recommendationAnswer,
  recommendationMaxItems,
  recommendationRequest,
  recommendedItem,
} from './recsys/recommendations.ts';
export type {
  Because,
  RecommendationAnswer,
  RecommendationInput,
  RecommendationRecord,
  RecommendedItem,
} from './recsys/recommendations.ts';
export { eventTypeRow, eventTypeSetting, eventTypesUpsert } from './recsys/event-types.ts';
export type { EventTypeInput, EventTypeRecord, EventTypeRow } from './recsys/event-types.ts';
export { deleteRequest, storedEvent, storedItem, storedUser } from './recsys/lists-and-deletes.ts';
export type { DeleteFilter, ListFilter, StoredEvent, StoredItem, StoredUser } from './recsys/lists-and-deletes.ts';
export { eventDictionary, eventType, metaKinds, ownEventTypes } from './events/event-types.ts';
export type { EventTypeEntry, EventTypeName, MetaKind } from './events/event-types.ts';
export { eventMeta, eventMetaFields } from './events/event-meta.ts';
export type { EventMeta } from './events/event-meta.ts';
export { errorCatalogue, errorEntry } from './errors/catalogue.ts';
export type { ErrorCode, ErrorEntry } from './errors/catalogue.ts';
export { renderErrors } from './errors/render-errors.ts';
export { problem, recsysError } from './errors/problem.ts';
export type { Problem, RecsysError } from './errors/problem.ts';
export { renderDataContract } from './data-contract/render-data-contract.ts';
export { buildJsonSchema, buildOpenApi } from './openapi/build-openapi.ts';
export { paths } from './routes/paths.ts';
export type { OperationName } from './routes/paths.ts';
export { routes } from './routes/routes.ts';
export type { Routes } from './routes/routes.ts';
export type { RouteAccess, RouteAnswer, RouteCall, RouteDefinition, RouteInput } from './routes/route.ts';
export { accountRoles, isStaff, may, permissions } from './accounts/permissions.ts';
export type { AccountAction, AccountRole } from './accounts/permissions.ts';
export { findUnstorable } from './wire/find-unstorable.ts';
export type { Unstorable } from './wire/find-unstorable.ts';
export { toMajorUnits, toMinorUnits } from './wire/money.ts';
export { idMaxChars, isTimestamp, jsonMaxDepth } from './wire/primitives.ts';
