import type { UnopenedValue } from '../../db/repositories/key-rotation';
import type { KeyInUse } from '../../db/repositories/sealed-rows';
import { keyFingerprint, type SecretKey } from '../../db/secrets/secret-box';
import { count } from '../terminal/count';
import { stylesFor } from '../terminal/styles';
import { table } from '../terminal/table';

/** A key and what it has sealed. */
export interface KeyRow {
  keyId: string;
  /** `missing` has sealed something and is not among the settings. */
  role: 'current' | 'earlier' | 'missing';
  /** Null for a missing key. */
  fingerprint: string | null;
  sealed: Record<string, number>;
}

/** The current key, the earlier ones, then those that are missing. */
export function keyRows(
  counts: readonly KeyInUse[],
  { current, earlier }: { current: SecretKey; earlier: readonly SecretKey[] },
): KeyRow[] {
  const known = [current, ...earlier];
  const missing = new Set(
    counts.map(({ keyId }) => keyId).filter((id) => !known.some((key) => key.id === id)),
  );
  const sealedBy = (id: string) =>
    Object.fromEntries(counts.flatMap((each) => (each.keyId === id ? [[each.kind, each.count]] : [])));
  return [
    ...known.map((key) => ({
      keyId: key.id,
      role: key === current ? ('current' as const) : ('earlier' as const),
      fingerprint: keyFingerprint(key),
      sealed: sealedBy(key.id),
    })),
    ...[...missing].map((keyId) => ({
      keyId,
      role: 'missing' as const,
      fingerprint: null,
      sealed: sealedBy(keyId),
    })),
  ];
}

interface Status {
  left: number;
  erasedHashes: number;
  keys: readonly KeyRow[];
}

/** What each key has sealed, and whether the earlier ones may go. */
export function statusText({ left, erasedHashes, keys }: Status): string {
  const columns = ['key', 'fingerprint', 'is', 'has sealed'].map((title) => ({ title }));
  const rows = keys.map(({ keyId, role, fingerprint, sealed }) => [
    keyId,
    fingerprint ?? '-',
    role,
    Object.entries(sealed)
      .map(([kind, many]) => `${many} ${kind}`)
      .join(', ') || 'nothing',
  ]);
  return [table(columns, rows, stylesFor()), '', whatIsLeft(left), ...hashesText(erasedHashes)].join('\n');
}

function whatIsLeft(left: number): string {
  if (left === 0) return 'Everything is sealed with the current key.';
  return `${count(left, 'secret')} under another key: hilo secrets rotate.`;
}

function hashesText(hashes: number): string[] {
  if (hashes === 0) return [];
  return [`${count(hashes, 'hash', 'hashes')} of erased people: keep the keys they were made under.`];
}

/** Which secrets could not be opened, as their account's lists show them, and why. */
export function unopenedText(unopened: readonly UnopenedValue[]): string {
  const columns = ['account', 'what', 'fingerprint', 'key', 'why'].map((title) => ({ title }));
  const rows = unopened.map(({ accountId, kind, fingerprint, keyId, reason }) => [
    ...[accountId, kind, fingerprint ?? '-'],
    ...[keyId, reason],
  ]);
  return table(columns, rows, stylesFor());
}
