export { readGowalla, readUciOrders, readYoochoose, realDataFolder } from './interactions.ts';
