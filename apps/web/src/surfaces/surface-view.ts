import type { CardView } from '../design/present-card.ts';

/** One card of a widget: its place in the answer and the true sentence behind "Why this?". */
export interface SurfaceEntry {
  card: CardView;
  rank: number;
  why: string | undefined;
}

/** A recommendation widget, ready to be drawn. */
export interface SurfaceView {
  surface: string;
  /** Null when no recommender answered; then nothing is claimed to be recommended. */
  requestId: string | null;
  title: string;
  /** Why the row is there. */
  why: string;
  personal: boolean;
  /** True when nothing is counted yet and the list is simply what is new. */
  newest?: boolean;
  entries: readonly SurfaceEntry[];
}
