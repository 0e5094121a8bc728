import type { components } from './schema';

type Schemas = components['schemas'];

/** A view of the API by the name that its document gives it. */
export type View<Name extends keyof Schemas> = Schemas[Name];
