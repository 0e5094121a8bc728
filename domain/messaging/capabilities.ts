import type { FileKind } from './content';

/** What a channel carries; what it lacks is degraded by rule (domain/conversations/render-message.ts). */
export interface Capabilities {
  /** Characters of a text. */
  text: number;
  /** Characters of a caption, and the kinds of file that take one; another kind's caption becomes a text. */
  caption: { length: number; kinds: readonly FileKind[] };
  /** Null where buttons become numbered lines. `body`: characters of the text above them, where fewer than of a text. */
  buttons: { most: number; label: number; withFile: boolean; body?: number } | null;
  /** Null where a list becomes buttons, or numbered lines. */
  list: { rows: number; open: number; label: number; description: number; body?: number } | null;
  /** Null where each file is a message of its own. */
  album: { least: number; most: number } | null;
  /** The largest file of each kind, in bytes; a kind that is absent cannot be sent. */
  files: Partial<Readonly<Record<FileKind, { bytes: number }>>>;
  /** Whether an .ics arrives as a file that opens; absent where other documents alone do, as on WhatsApp. */
  calendarFiles?: true;
  templates: boolean;
  /** Whether the provider reports delivered and read. */
  receipts: boolean;
}
