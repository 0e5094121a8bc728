/** Prints a value for a program to read: on a terminal indented, in a pipe on one line. */
export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, process.stdout.isTTY ? 2 : undefined));
}
