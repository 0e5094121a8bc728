import { Connection } from '@temporalio/client';
import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes';

export interface TemporalTarget {
  address: string;
  namespace: string;
  /** Of Temporal Cloud; switches TLS on. */
  apiKey?: string | undefined;
}

/** Registers the search attributes a namespace lacks; gives the names of those it registered. */
export async function registerSearchAttributes(target: TemporalTarget): Promise<string[]> {
  const { address, namespace, apiKey } = target;
  const connection = await Connection.connect({
    address,
    ...(apiKey === undefined ? {} : { apiKey, tls: true, metadata: { 'temporal-namespace': namespace } }),
  });
  try {
    const missing = await missingSearchAttributes(connection, namespace);
    if (missing.length === 0) return [];
    const searchAttributes = Object.fromEntries(
      missing.map((key) => [key.name, encodeSearchAttributeIndexedValueType(key.type) ?? 0]),
    );
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
    return missing.map((key) => key.name);
  } finally {
    await connection.close();
  }
}

/** Those a namespace lacks; a workflow that sets one would wait for it for ever. */
export async function missingSearchAttributes(connection: Connection, namespace: string) {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return Object.values(SEARCH_ATTRIBUTES).filter((key) => !(key.name in customAttributes));
}
