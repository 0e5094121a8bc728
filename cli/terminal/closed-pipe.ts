let end: () => void = () => process.exit();

/** Ends the process when nobody reads its output any more, as after `hilo … | head`. */
export function endWithTheReader(stream: NodeJS.WriteStream = process.stdout): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    end();
  });
}

/** What a command does instead that has more to end than its own process; called for every line that nobody reads. */
export function whenReaderIsGone(stop: () => void): void {
  end = stop;
}
