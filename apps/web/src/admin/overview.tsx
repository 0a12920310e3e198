import type { LoaderFunctionArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { BarChart } from './bar-chart.tsx';
import { change, count, hourLabel, percent, stamp } from './format.ts';
import { requireConsole } from './require-console.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { console, services } = requireConsole(args, 'console.open');
  return { overview: await console.overview(), at: services.nowIso };
}

export default function Overview() {
  const { overview, at } = useLoaderData<typeof loader>();
  const figures = [
    {
      name: 'Events, last hour',
      value: count(overview.eventsLastHour),
      note: change(overview.eventsLastHour, overview.eventsHourBefore),
    },
    { name: 'Events today', value: count(overview.eventsToday), note: 'since midnight UTC' },
    { name: 'Visitors today', value: count(overview.visitorsToday), note: 'with at least one event' },
    { name: 'Products for sale', value: count(overview.products), note: `${count(overview.customers)} customers` },
  ];
  return (
    <>
      <h1>Overview</h1>
      <p className="console-note">
        As of {stamp(at)} UTC.{' '}
        {overview.champion
          ? `Serving ${overview.champion.version}, trained ${stamp(overview.champion.trainedAt)} UTC.`
          : 'No model is serving yet: train one with “vitrine train”.'}
      </p>
      <dl className="figures">
        {figures.map((figure) => (
          <div key={figure.name}>
            <dt>{figure.name}</dt>
            <dd className="figure">{figure.value}</dd>
            <dd className="console-note">{figure.note}</dd>
          </div>
        ))}
      </dl>
      <BarChart
        title="Events of the last 24 hours"
        unit="events an hour"
        bars={overview.eventsByHour.map(({ hour, count: value }) => ({ label: hourLabel(hour), value }))}
      />
      <h2>Surfaces, last 24 hours</h2>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Surfaces">
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">Surface</th>
              <th scope="col" className="num">
                Answers
              </th>
              <th scope="col" className="num">
                Fallbacks
              </th>
              <th scope="col" className="num">
                p95, ms
              </th>
              <th scope="col" className="num">
                Seen
              </th>
              <th scope="col" className="num">
                Clicks
              </th>
              <th scope="col" className="num">
                Click rate
              </th>
            </tr>
          </thead>
          <tbody>
            {overview.surfaces.map((surface) => (
              <tr key={surface.surface}>
                <th scope="row">{surface.surface}</th>
                <td className="num">{count(surface.answers)}</td>
                <td className="num">{count(surface.fallbacks)}</td>
                <td className="num">{surface.p95Ms === null ? '–' : surface.p95Ms.toFixed(1)}</td>
                <td className="num">{count(surface.impressions)}</td>
                <td className="num">{count(surface.clicks)}</td>
                <td className="num">{percent(surface.clicks, surface.impressions)}</td>
              </tr>
            ))}
            {overview.surfaces.length === 0 ? (
              <tr>
                <td colSpan={7}>No answer yet. Open the shop in another window.</td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
    </>
  );
}
