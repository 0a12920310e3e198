export { readCompleteJourney, readUciItems } from './described-orders.ts';
export { readGowalla, readUciOrders, readYoochoose, realDataFolder } from './interactions.ts';
