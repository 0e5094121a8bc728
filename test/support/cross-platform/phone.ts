import type { NamedCredentials, Platform } from '../../../domain/conversations/platform-credentials';
import type { TestApi } from '../test-api';
import type { Shown } from './shown';

/** A file that a person sends. */
export interface PhoneFile {
  kind: 'image' | 'audio' | 'video' | 'document';
  mimeType: string;
  bytes: Buffer;
}

/** An option, as the bot named it. */
export interface Tapped {
  id: string;
  label: string;
}

/** Somebody on one platform: what they do comes as the platform brings it, at an instant of the test's clock. */
export interface Phone {
  says(text: string, at: number): Promise<void>;
  taps(option: Tapped, at: number): Promise<void>;
  sends(file: PhoneFile, at: number): Promise<void>;
  /** Everything the platform took for this person, in order. */
  shown(): Promise<Shown[]>;
}

/** A provider on this machine, and what bots and workers have to know to reach it. */
export interface PlatformUnderTest {
  platform: Platform;
  /** Free text only within a day of the person's last message. */
  hasWindow: boolean;
  /** Null where bots need none. */
  credentials: NamedCredentials | null;
  /** Where a worker finds the provider, by the names of the environment. */
  settings: Record<string, string>;
  /** https addresses under which files are named, and where each is on this machine. */
  publicAddresses?: readonly (readonly [string, string])[];
  /** The person of this number; the provider tells the bot's webhook of what they do. */
  phone(bot: { botId: string; webhookUrl: string }, person: number): Phone;
  close(): Promise<void>;
}

/** What a platform may need of the API that it calls. */
export type PhoneHost = Pick<TestApi, 'call'>;

export const numberOf = (person: number): string => `+57300${String(person).padStart(7, '0')}`;

export const secondsOf = (at: number): number => Math.floor(at / 1000);
