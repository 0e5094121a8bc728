import { useMessages } from '../language/language';
import styles from './scenario.module.css';
import { scenariosMessages } from './scenarios.messages';
import type { Move, Played } from './scenarios-data';

/** One move of the person, the clock or a backend, and what came of it. */
export function PlayedTurn({ turn: { move, refused, happened } }: { turn: Played['turns'][number] }) {
  const t = useMessages(scenariosMessages);
  const { by, words } = moveWords(move, t.moves);
  const lines = happened.flatMap((each) => each.lines);
  return (
    <>
      {words !== '' && (
        <div className={styles['said']} data-by={by}>
          {words}
        </div>
      )}
      {refused !== null && (
        <div className={styles['said']} data-by="nobody">
          {refused}
        </div>
      )}
      {lines.map((line, index) => (
        <div
          key={`${index} ${line}`}
          className={styles['said']}
          data-by={line.startsWith('(') ? 'nobody' : 'bot'}
        >
          {line}
        </div>
      ))}
    </>
  );
}

type MoveWords = (typeof scenariosMessages)['en']['moves'];

function moveWords(move: Move, words: MoveWords): { by: 'person' | 'nobody'; words: string } {
  if ('says' in move) return { by: 'person', words: move.says };
  if ('picks' in move) return { by: 'person', words: move.picks };
  if ('sends' in move) return { by: 'person', words: move.sends.kind };
  return { by: 'nobody', words: outsideWords(move, words) };
}

function outsideWords(move: Move, words: MoveWords): string {
  if ('waits' in move) return move.waits === 'next' ? words.next : `${words.waits} ${move.waits}`;
  if ('answers' in move) return `${words.answers} ${move.answers.status}`;
  if ('callFails' in move || 'agentFails' in move) return words.fails;
  if ('agentFinds' in move) return words.agent;
  return 'returns' in move ? words.returns : '';
}
