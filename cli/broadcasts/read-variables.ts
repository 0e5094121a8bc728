/** `--var 1=nombre --var 2=ciudad` as the API's forms take it; undefined where none is given. */
export function variablesText(pairs: readonly string[] | undefined): string | undefined {
  const variables = variablesOf(pairs);
  return variables && JSON.stringify(variables);
}

/** The same as an object. */
export function variablesOf(pairs: readonly string[] | undefined): Record<string, string> | undefined {
  if (pairs === undefined) return undefined;
  const entries = pairs.map((pair): [string, string] => {
    const at = pair.indexOf('=');
    if (at > 0 && at < pair.length - 1) return [pair.slice(0, at), pair.slice(at + 1)];
    throw new Error(`"${pair}" is not variable=column: write --var 1=nombre`);
  });
  return Object.fromEntries(entries);
}
