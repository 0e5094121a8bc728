/** An archive of empty entries with these names, stored (APPNOTE.TXT). */
export function zipOf(...names: string[]): Buffer {
  let offset = 0;
  const entries = names.map((name) => {
    const local = record(0x04034b50, 30, name, (head) => head.writeUInt16LE(Buffer.byteLength(name), 26));
    const at = offset;
    offset += local.length;
    const central = record(0x02014b50, 46, name, (head) => {
      head.writeUInt16LE(Buffer.byteLength(name), 28);
      head.writeUInt32LE(at, 42);
    });
    return { local, central };
  });
  const directory = Buffer.concat(entries.map(({ central }) => central));
  const end = record(0x06054b50, 22, '', (head) => {
    head.writeUInt16LE(names.length, 8);
    head.writeUInt16LE(names.length, 10);
    head.writeUInt32LE(directory.length, 12);
    head.writeUInt32LE(offset, 16);
  });
  return Buffer.concat([...entries.map(({ local }) => local), directory, end]);
}

function record(signature: number, length: number, name: string, fill: (head: Buffer) => unknown): Buffer {
  const head = Buffer.alloc(length);
  head.writeUInt32LE(signature, 0);
  fill(head);
  return Buffer.concat([head, Buffer.from(name)]);
}
