import { useMemo } from 'react';
import { useFormats } from '../language/formats';
import { useLanguage, useMessages } from '../language/language';
import { decimalsOf, unitsOf } from '../language/money-text';
import { analyticsMessages } from './analytics.messages';
import type { ReportRow } from './reports-data';

const MICROS = 1_000_000;
const MS_A_SECOND = 1000;

/** Figures, columns and periods of reports in words. */
export function useFigures() {
  const { columns } = useMessages(analyticsMessages);
  const { language } = useLanguage();
  const { number, day, clock } = useFormats();
  return useMemo(() => {
    const names: Readonly<Record<string, string>> = columns;
    const locale = language === 'es' ? 'es-CO' : 'en-GB';
    const money = (amount: number, currency: string) =>
      new Intl.NumberFormat(locale, {
        ...{ style: 'currency', currency },
        ...{ minimumFractionDigits: decimalsOf(currency), maximumFractionDigits: decimalsOf(currency) },
      }).format(amount);
    const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
    const figure = (column: string, value: number, currency: string | undefined): string => {
      if (column.endsWith('Minor') && currency !== undefined)
        return money(unitsOf(value, currency), currency);
      if (column === 'costMicros') return money(value / MICROS, 'USD');
      return column.endsWith('Ms') ? `${number(value / MS_A_SECOND)} s` : number(value);
    };
    return {
      columnOf: (column: string) => names[column] ?? column,
      figure,
      /** A cell of a table. */
      cell(row: ReportRow, column: string): string {
        const value = row[column] ?? null;
        if (value === null) return '–';
        if (typeof value === 'number') return figure(column, value, row['currency']?.toString());
        return column === 'period' ? periodOf(value, { day, clock }) : value;
      },
      period: (text: string) => periodOf(text, { day, clock }),
      /** As an axis has it: seconds, or units of the currency. */
      short(column: string, value: number, currency: string): string {
        if (column.endsWith('Minor')) return compact.format(unitsOf(value, currency));
        return column.endsWith('Ms') ? `${compact.format(value / MS_A_SECOND)} s` : compact.format(value);
      },
    };
  }, [columns, language, number, day, clock]);
}

interface Formats {
  day: (iso: string) => string;
  clock: (iso: string) => string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day, an hour, or the first and the last day. */
function periodOf(text: string, { day, clock }: Formats): string {
  // At noon of whoever looks, so that a day is called the same in every zone.
  const dayText = (date: string) => day(`${date}T12:00:00`);
  if (DAY.test(text)) return dayText(text);
  const [from, to] = text.split('/');
  if (from !== undefined && to !== undefined) return `${dayText(from)} – ${dayText(to)}`;
  const [date = '', time = ''] = text.split('T');
  return DAY.test(date) ? `${dayText(date)}, ${clock(`${date}T${time.slice(0, 8)}`)}` : text;
}
