export interface BarChartProps {
  title: string;
  unit: string;
  bars: readonly { label: string; value: number }[];
}

const WIDTH = 720;
const HEIGHT = 96;

/** Bars over time with their highest value named, and the same numbers as a table behind a click. */
export function BarChart({ title, unit, bars }: BarChartProps) {
  const top = Math.max(1, ...bars.map((bar) => bar.value));
  const step = WIDTH / Math.max(1, bars.length);
  return (
    <figure className="chart">
      <figcaption>
        {title}, {unit}. Highest: {top === 1 && bars.every((bar) => bar.value === 0) ? 0 : top}.
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 22}`} role="img" aria-label={`${title}, ${unit}`}>
        <path d={`M0 ${HEIGHT}H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 1H${WIDTH}`} stroke="var(--line)" />
        {bars.map((bar, index) => {
          const height = Math.max(bar.value > 0 ? 2 : 0, ((HEIGHT - 4) * bar.value) / top);
          return (
            <rect
              key={bar.label}
              x={index * step + step * 0.14}
              y={HEIGHT - height}
              width={step * 0.72}
              height={height}
              rx="2"
              fill="var(--lamp)"
            >
              <title>{`${bar.label}: ${bar.value} ${unit}`}</title>
            </rect>
          );
        })}
        {bars.map((bar, index) =>
          index % 4 === 0 ? (
            <text key={bar.label} x={index * step + step / 2} y={HEIGHT + 17} textAnchor="middle">
              {bar.label}
            </text>
          ) : null,
        )}
      </svg>
      <details>
        <summary>As a table</summary>
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">Hour (UTC)</th>
              <th scope="col" className="num">
                {unit}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.label}>
                <td>{bar.label}</td>
                <td className="num">{bar.value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
