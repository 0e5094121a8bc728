import type { Interface } from 'node:readline';
import { messageLine, effectLine } from '../../domain/conversations/transcript';
import type { PlayedTurn } from '../../domain/conversations/play';
import { turnLines } from '../../domain/conversations/recording';
import { drawBubble } from '../phone/bubbles';
import { stylesFor } from '../terminal/styles';
import { clockText } from '../terminal/times';
import type { ChatScreen } from './chat';

const WIDEST = 100;

/** Bubbles on a terminal, with what happens behind them in between. */
export function terminalScreen(input: Interface): ChatScreen {
  const styles = stylesFor();
  const columns = Math.min(WIDEST, process.stdout.columns);
  const note = (text: string): void => {
    if (text !== '') console.log(styles.dim(text));
  };
  return {
    turn: ({ at, effects }) => {
      const time = clockText(new Date(at).toISOString()).slice(0, 5);
      for (const effect of effects) {
        if (effect.kind !== 'send') note(effectLine(effect, at));
        else
          console.log(drawBubble({ text: messageLine(effect.message), time, own: false }, columns, styles));
      }
    },
    note,
    ready: () => input.prompt(),
  };
}

/** Plain lines for pipes: `‹ ` before what the bot says, nothing before what happens behind it. */
export function pipedScreen(): ChatScreen {
  return {
    turn: (turn: PlayedTurn) => {
      turnLines(turn).forEach((line, index) => {
        const said = turn.effects[index]?.kind === 'send';
        console.log(said ? `‹ ${line.replaceAll('\n', '\n  ')}` : line);
      });
    },
    note: (text) => {
      if (text !== '') console.log(text);
    },
    ready: () => undefined,
  };
}
