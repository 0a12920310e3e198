import { deleteEvents } from './delete-events/handler.ts';
import { deleteItems } from './delete-items/handler.ts';
import { deleteUsers } from './delete-users/handler.ts';
import { linkUsers } from './link-users/handler.ts';
import { listEventTypes } from './list-event-types/handler.ts';
import { listEvents } from './list-events/handler.ts';
import { listItems } from './list-items/handler.ts';
import { listUsers } from './list-users/handler.ts';
import { recommend } from './recommend/handler.ts';
import { sendEvents } from './send-events/handler.ts';
import { similarItems } from './similar-items/handler.ts';
import { upsertEventTypes } from './upsert-event-types/handler.ts';
import { upsertItems } from './upsert-items/handler.ts';
import { upsertUsers } from './upsert-users/handler.ts';

/** The operations of `/v1`. */
export const recsysOperations = [
  upsertItems,
  listItems,
  deleteItems,
  similarItems,
  upsertUsers,
  linkUsers,
  listUsers,
  deleteUsers,
  sendEvents,
  listEvents,
  deleteEvents,
  recommend,
  listEventTypes,
  upsertEventTypes,
];
