import { Shelf } from '../../design/components/shelf.tsx';
import type { SurfaceView } from '../surface-view.ts';

export function RecentlyViewed({ view }: { view: SurfaceView | null }) {
  return view ? <Shelf view={view} widget="recently-viewed" /> : null;
}
