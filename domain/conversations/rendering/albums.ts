import type { FileRef, MessageContent } from '../../messaging/content';
import type { Rendering } from './rendering';

/** Files that follow each other as albums where the channel has them, else one message each. */
export function fileContents(
  files: readonly FileRef[],
  { capabilities: { album } }: Rendering,
): MessageContent[] {
  if (!album) return files.map(alone);
  return runsOfOneFamily(files)
    .flatMap((run) => inParts(run, album.most))
    .flatMap((part) => (part.length < album.least ? part.map(alone) : [{ kind: 'album', files: part }]));
}

function alone(file: FileRef): MessageContent {
  return { kind: 'file', file };
}

/** Pictures and videos share an album; documents and audio keep to their own kind. */
function runsOfOneFamily(files: readonly FileRef[]): FileRef[][] {
  const runs: FileRef[][] = [];
  for (const file of files) {
    const run = runs.at(-1);
    const previous = run?.at(-1);
    if (run && previous && familyOf(previous) === familyOf(file)) run.push(file);
    else runs.push([file]);
  }
  return runs;
}

function familyOf({ kind }: FileRef): string {
  return kind === 'image' || kind === 'video' ? 'seen' : kind;
}

function inParts(run: readonly FileRef[], most: number): FileRef[][] {
  const count = Math.ceil(run.length / most);
  return Array.from({ length: count }, (_, index) => run.slice(index * most, (index + 1) * most));
}
