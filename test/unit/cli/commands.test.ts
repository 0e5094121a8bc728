import { Command } from 'commander';
import { COMMANDS } from '../../../cli/commands';

describe('the commands of hilo', () => {
  it.each(COMMANDS.map(({ names, load }) => [names.join(' and '), names, load] as const))(
    '%s are in the file that is loaded for them',
    (_words, names, load) => {
      const program = new Command();
      load()(program);
      expect(program.commands.map((command) => command.name())).toEqual(names);
    },
  );

  it('have each a name of its own', () => {
    const names = COMMANDS.flatMap((commands) => commands.names);
    expect(new Set(names).size).toBe(names.length);
  });
});
