// How long `npm start` takes: `npm run bench -- start [rounds]`. One first start in an empty home (sources already built), then the median of 5 later ones.
import { describeMachine, startShop, temporaryHome } from './shop-process/shop-process.ts';

const seconds = (ms: number) => (ms / 1000).toFixed(2);
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const rounds = Number(process.argv[2] ?? 5);

const home = temporaryHome();
try {
  console.log(`${describeMachine()}\n`);
  console.log('| start | first page of `/`, s | ready, s |\n|---|---|---|');
  const first = await startShop(home.path);
  await first.end();
  console.log(`| first, in an empty home | ${seconds(first.firstPageMs)} | ${seconds(first.readyMs)} |`);
  const pages: number[] = [];
  const ready: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const shop = await startShop(home.path);
    await shop.end();
    pages.push(shop.firstPageMs);
    ready.push(shop.readyMs);
  }
  console.log(`| later, median of ${rounds} | ${seconds(median(pages))} | ${seconds(median(ready))} |`);
  console.log(`| later, slowest | ${seconds(Math.max(...pages))} | ${seconds(Math.max(...ready))} |`);
} finally {
  home.remove();
}
