/** Ends the process when nobody reads its output any more, as after `hilo … | head`. */
export function endWithTheReader(stream: NodeJS.WriteStream = process.stdout): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
