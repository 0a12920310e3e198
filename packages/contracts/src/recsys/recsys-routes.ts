import { z } from 'zod';
import type { ErrorCode } from '../errors/catalogue.ts';
import { paths } from '../routes/paths.ts';
import type { RouteDefinition } from '../routes/route.ts';
import { eventTypeRow, eventTypesQuery, eventTypesUpsert } from './event-types.ts';
import { eventsBatch } from './events.ts';
import { eventsQuery, ingestAnswer, ingestQuery } from './ingest-answer.ts';
import { itemsUpsert } from './items.ts';
import {
  deleteAnswer,
  deleteRequest,
  eventsListQuery,
  eventsPage,
  itemsPage,
  itemsQuery,
  usersPage,
  usersQuery,
} from './lists-and-deletes.ts';
import {
  recommendationAnswer,
  recommendationRequest,
  similarAnswer,
  similarParams,
  similarQuery,
} from './recommendations.ts';
import { usersLink, usersLinked, usersUpsert } from './users.ts';

const tenant = { area: 'recsys', access: 'tenant' } as const;
const everyCall = [
  'auth.missing_org_id',
  'auth.invalid_org_id',
  'auth.unauthorized',
  'auth.forbidden',
  'request.rate_limited',
  'service.unavailable',
  'service.internal',
] as const satisfies readonly ErrorCode[];
const everyBody = [
  ...everyCall,
  'request.invalid_json',
  'request.invalid_type',
  'request.invalid_value',
  'request.body_too_large',
  'request.unsupported_media_type',
] as const satisfies readonly ErrorCode[];
const ingestErrors = [
  ...everyBody,
  'recsys.missing_namespace',
  'recsys.too_many_records',
] as const satisfies readonly ErrorCode[];
const listErrors = [
  ...everyCall,
  'recsys.missing_namespace',
  'recsys.constraint_violation',
  'request.invalid_value',
] as const;
const deleteErrors = [
  ...everyBody,
  'recsys.missing_namespace',
  'recsys.constraint_violation',
  'recsys.admin_scope_required',
] as const;

/** Operations of the recommender service, `/v1`. */
export const recsysRoutes = {
  upsertItems: {
    ...tenant,
    ...paths.upsertItems,
    name: 'upsertItems',
    summary: 'Write items of the catalog',
    query: ingestQuery,
    body: itemsUpsert,
    records: 'items',
    status: 202,
    answer: ingestAnswer,
    errors: [...ingestErrors, 'recsys.embedding_dim_mismatch'],
  },
  listItems: {
    ...tenant,
    ...paths.listItems,
    name: 'listItems',
    summary: 'Read stored items, newest first',
    query: itemsQuery,
    status: 200,
    answer: itemsPage,
    errors: listErrors,
  },
  deleteItems: {
    ...tenant,
    ...paths.deleteItems,
    name: 'deleteItems',
    summary: 'Delete items',
    body: deleteRequest,
    status: 200,
    answer: deleteAnswer,
    errors: deleteErrors,
  },
  similarItems: {
    ...tenant,
    ...paths.similarItems,
    name: 'similarItems',
    summary: 'Items like this one',
    params: similarParams,
    query: similarQuery,
    status: 200,
    answer: similarAnswer,
    errors: [...everyCall, 'request.invalid_value'],
  },
  upsertUsers: {
    ...tenant,
    ...paths.upsertUsers,
    name: 'upsertUsers',
    summary: 'Write users',
    query: ingestQuery,
    body: usersUpsert,
    records: 'users',
    status: 202,
    answer: ingestAnswer,
    errors: ingestErrors,
  },
  linkUsers: {
    ...tenant,
    ...paths.linkUsers,
    name: 'linkUsers',
    summary: 'Say which anonymous visitors turned out to be which users; their histories are read as one',
    body: usersLink,
    status: 200,
    answer: usersLinked,
    errors: ingestErrors,
  },
  listUsers: {
    ...tenant,
    ...paths.listUsers,
    name: 'listUsers',
    summary: 'Read stored users, newest first',
    query: usersQuery,
    status: 200,
    answer: usersPage,
    errors: listErrors,
  },
  deleteUsers: {
    ...tenant,
    ...paths.deleteUsers,
    name: 'deleteUsers',
    summary: 'Delete users with their events and decisions',
    body: deleteRequest,
    status: 200,
    answer: deleteAnswer,
    errors: deleteErrors,
  },
  sendEvents: {
    ...tenant,
    ...paths.sendEvents,
    name: 'sendEvents',
    summary: 'Record events; 202 means they are durable',
    query: eventsQuery,
    body: eventsBatch,
    records: 'events',
    status: 202,
    answer: ingestAnswer,
    errors: [...ingestErrors, 'recsys.invalid_timestamp'],
  },
  listEvents: {
    ...tenant,
    ...paths.listEvents,
    name: 'listEvents',
    summary: 'Read stored events, newest first',
    query: eventsListQuery,
    status: 200,
    answer: eventsPage,
    errors: listErrors,
  },
  deleteEvents: {
    ...tenant,
    ...paths.deleteEvents,
    name: 'deleteEvents',
    summary: 'Delete events',
    body: deleteRequest,
    status: 200,
    answer: deleteAnswer,
    errors: deleteErrors,
  },
  recommend: {
    ...tenant,
    ...paths.recommend,
    name: 'recommend',
    summary: 'Recommend items to a user on a surface',
    body: recommendationRequest,
    status: 200,
    answer: recommendationAnswer,
    errors: [...everyBody, 'recsys.invalid_created_after'],
  },
  listEventTypes: {
    ...tenant,
    ...paths.listEventTypes,
    name: 'listEventTypes',
    summary: 'Active event types with their weights',
    query: eventTypesQuery,
    status: 200,
    answer: z.array(eventTypeRow),
    errors: [...everyCall, 'recsys.missing_namespace'],
  },
  upsertEventTypes: {
    ...tenant,
    ...paths.upsertEventTypes,
    name: 'upsertEventTypes',
    summary: 'Set weights and half-lives of event types',
    body: eventTypesUpsert,
    status: 202,
    answer: ingestAnswer,
    errors: [
      ...everyBody,
      'recsys.missing_namespace',
      'recsys.invalid_weight',
      'recsys.invalid_half_life',
      'recsys.check_violation',
    ],
  },
} as const satisfies Record<string, RouteDefinition>;
