import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { View } from '../api/views';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { timeMachineMessages } from './time-machine.messages';

const AXIS = { stroke: 'var(--hilo-line)', tick: { fill: 'var(--hilo-muted)', fontSize: 12 } };
const TOOLTIP = { background: 'var(--hilo-surface)', border: '1px solid var(--hilo-line)', borderRadius: 8 };

/** What goes out each day, what is refused, and who is excluded. */
export default function DaysChart({ days }: { days: View<'Simulation'>['days'] }) {
  const t = useMessages(timeMachineMessages);
  const { number, shortDay } = useFormats();
  const dayOf = (date: string) => shortDay(`${date}T12:00:00`);
  return (
    <ResponsiveContainer>
      <BarChart data={days} accessibilityLayer={false} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid stroke="var(--hilo-line)" vertical={false} />
        <XAxis dataKey="date" tickFormatter={dayOf} minTickGap={24} {...AXIS} />
        <YAxis width={44} allowDecimals={false} tickFormatter={number} {...AXIS} />
        <Tooltip
          cursor={{ fill: 'var(--hilo-line)', opacity: 0.4 }}
          contentStyle={TOOLTIP}
          labelFormatter={(date) => (typeof date === 'string' ? dayOf(date) : '')}
        />
        <Legend formatter={(name) => <span className="legend-name">{name}</span>} />
        <Bar dataKey="sent" stackId="day" name={t.series.sent} fill="#1c8a7b" isAnimationActive={false} />
        <Bar
          dataKey="refused"
          stackId="day"
          name={t.series.refused}
          fill="#d08a2e"
          isAnimationActive={false}
        />
        <Bar
          dataKey="excluded"
          stackId="day"
          name={t.series.excluded}
          fill="#c25568"
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
