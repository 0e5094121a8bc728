import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import styles from './analytics.module.css';
import type { Drawn } from './report-charts';

interface ReportChartProps extends Drawn {
  isStacked: boolean;
  /** Whether half of what is drawn means something. */
  hasParts: boolean;
  /** What a series is called. */
  nameOf: (key: string) => string;
  valueOf: (value: number, key: string) => string;
  shortOf: (value: number) => string;
  pointOf: (at: string) => string;
}

const HEIGHT = 240;
const COLOURS = 6;
const WIDEST_BAR = 48;

/** Bars of each series; the table beside it says the same to who cannot see them. */
export default function ReportChart(props: ReportChartProps) {
  const { series, points, isStacked, hasParts, nameOf, valueOf, shortOf, pointOf } = props;
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <BarChart
        data={points.map(({ at, values }) => ({ at, ...values }))}
        margin={{ top: 8, right: 8, left: 0, bottom: 0 }}
        accessibilityLayer={false}
        {...(styles['chart'] && { className: styles['chart'] })}
      >
        <CartesianGrid vertical={false} stroke="var(--hilo-line)" />
        <XAxis
          dataKey="at"
          tickFormatter={pointOf}
          tickLine={false}
          stroke="var(--hilo-muted)"
          minTickGap={16}
        />
        <YAxis
          allowDecimals={hasParts}
          tickFormatter={shortOf}
          width={56}
          tickLine={false}
          axisLine={false}
          stroke="var(--hilo-muted)"
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--hilo-line)', opacity: 0.4 }}
          labelFormatter={(at) => (typeof at === 'string' ? pointOf(at) : at)}
          formatter={(value, _name, { dataKey }) => [
            valueOf(Number(value), String(dataKey)),
            nameOf(String(dataKey)),
          ]}
        />
        {series.map(({ key }, index) => (
          <Bar
            key={key}
            dataKey={key}
            fill={`var(--series-${index % COLOURS})`}
            maxBarSize={WIDEST_BAR}
            isAnimationActive={false}
            {...(isStacked && { stackId: 'whole' })}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
