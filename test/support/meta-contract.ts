import { openContract } from './provider-contracts';
import type { Contract, OpenApi } from './provider-contracts';

/** The schemas of inbound messages, and what they refer to by the name of its outbound twin. */
const INBOUND: Readonly<Record<string, string>> = {
  BaseMessageProperties: 'BaseMessageProperties_1',
  TextMessage: 'TextMessage_2',
  AudioMessage: 'AudioMessage_1',
  DocumentMessage: 'DocumentMessage_1',
  ImageMessage: 'ImageMessage_1',
  StickerMessage: 'StickerMessage_1',
  VideoMessage: 'VideoMessage_1',
  LocationMessage: 'LocationMessage_1',
  ReactionMessage: 'ReactionMessage_1',
  ErrorObject: 'ErrorObject_2',
};
/** The outbound messages of which the contract closes one half, so that none whatever could pass. */
const HALF_CLOSED = [
  'TextMessage',
  'ImageMessage',
  'VideoMessage',
  'AudioMessage',
  'DocumentMessage',
  'InteractiveMessage',
];
const ONLY_INBOUND = ['IncomingMessage', 'ButtonMessage', 'InteractiveMessageReply', 'UnsupportedMessage'];

/**
 * Corrects two mistakes of the contract: it closes one half of a message's allOf, and its inbound messages refer to
 * the outbound ones of the same name.
 */
function amend({ components: { schemas } }: OpenApi): void {
  for (const name of HALF_CLOSED) {
    const { allOf } = schemas[name] as unknown as { allOf: { additionalProperties?: boolean }[] };
    for (const half of allOf) delete half.additionalProperties;
  }
  for (const name of [...Object.values(INBOUND), ...ONLY_INBOUND]) {
    const text = JSON.stringify(schemas[name]).replace(
      /"#\/components\/schemas\/(\w+)"/g,
      (_ref, twin: string) => `"#/components/schemas/${INBOUND[twin] ?? twin}"`,
    );
    schemas[name] = JSON.parse(text) as OpenApi['components']['schemas'][string];
  }
}

/** Meta's contract of its Cloud API, with its mistakes corrected. */
export function openMetaContract(folder: string): Contract {
  return openContract(folder, 'whatsapp_business_messaging_v23.yaml', amend);
}
