export {
  defaultPlacements,
  judgePlacement,
  type Placement,
  placementFor,
  strategies,
  type Strategy,
} from './placement.ts';
export { createPlacements, type PlacementOutcome } from './placements.ts';
