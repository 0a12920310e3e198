import { RankedList } from '../../design/components/ranked-list.tsx';
import type { SurfaceView } from '../surface-view.ts';

export function Trending({ view }: { view: SurfaceView }) {
  return view.entries.length === 0 ? null : <RankedList view={view} widget="trending" />;
}
