import type { BroadcastContent } from './broadcast';
import { indexOf, noColumn, plainName, type ColumnMapping, type ListHeader } from './list-header';
import { variablesOf } from './template';

/** Where a variable of the template has its value from. */
export interface Binding {
  variable: string;
  column: number;
}

export type Bound = { kind: 'bound'; bindings: Binding[] } | { kind: 'refused'; reason: string };

/** `var1`, `Variable 2`, `{{3}}`: how people head the columns of numbered variables. */
const NUMBERED = /^(?:var|variable|param|parametro)?_?\{*(\d{1,2})\}*$/;

/**
 * Finds the column of each variable. Where the template's words are unknown, its variables are those of the
 * mapping, or else every column that is neither the address nor the name.
 */
export function bindVariables(
  content: BroadcastContent,
  header: ListHeader,
  mapping: ColumnMapping = {},
): Bound {
  const mapped = new Map(Object.entries(mapping.variables ?? {}));
  const named = variablesOf(content);
  const strange = named && [...mapped.keys()].find((variable) => !named.includes(variable));
  if (strange) return refused(`The template has no variable {{${strange}}}.`);
  if (named === null && mapping.variables === undefined) return otherColumns(header);
  return bindEach(named ?? [...mapped.keys()], header, mapped);
}

function bindEach(
  variables: readonly string[],
  header: ListHeader,
  mapped: ReadonlyMap<string, string>,
): Bound {
  const bindings: Binding[] = [];
  for (const variable of variables) {
    const named = mapped.get(variable);
    const column = named === undefined ? ownColumn(header, variable) : indexOf(header.columns, named);
    if (column === -1) {
      const why = noColumn(header.columns, named ?? variable);
      return refused(`The template has the variable {{${variable}}}. ${why}`);
    }
    bindings.push({ variable, column });
  }
  return { kind: 'bound', bindings };
}

function ownColumn({ columns }: ListHeader, variable: string): number {
  const place = indexOf(columns, variable);
  return place !== -1 ? place : columns.findIndex((column) => numberOf(column) === variable);
}

function otherColumns({ columns, address, name }: ListHeader): Bound {
  const bindings = columns.flatMap((written, column) =>
    written === '' || column === address || column === name
      ? []
      : [{ variable: numberOf(written) ?? written, column }],
  );
  const variables = bindings.map(({ variable }) => variable);
  const twice = variables.find((variable, index) => variables.indexOf(variable) !== index);
  if (twice === undefined) return { kind: 'bound', bindings };
  return refused(`Two columns are the variable {{${twice}}}: rename one.`);
}

function numberOf(column: string): string | undefined {
  return NUMBERED.exec(plainName(column))?.[1];
}

function refused(reason: string): Bound {
  return { kind: 'refused', reason };
}
