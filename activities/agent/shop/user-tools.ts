import { z } from 'zod';
import type { ShopUser } from '../../../db/repositories/shop-users';
import { defineTool, refuse, succeed, type AgentTool } from '../agent-tool';
import { noArguments, personEmail, personName } from './shop-arguments';
import { asData } from './shop-output';
import { userOf, type ShopToolsDeps } from './shop-tools-deps';

const MAX_NAME = 120;

/** Who the contact of the conversation is to the shop. Nobody else is ever looked up. */
export function createUserTools(deps: Pick<ShopToolsDeps, 'shopUsers'>): AgentTool[] {
  return [
    defineTool({
      name: 'search_users',
      description: 'Whether the person of this conversation is registered, and by which name and email.',
      input: noArguments,
      async run(scope) {
        const user = await userOf(deps, scope);
        return succeed(user ? { status: 'found', user: userOutput(user) } : { status: 'not_found' });
      },
    }),
    defineTool({
      name: 'create_user',
      description:
        'Registers the person of this conversation with the name and the email they gave, or corrects them.',
      input: z.strictObject({ name: personName, email: personEmail }),
      async run({ accountId, contactId }, { name, email }) {
        const user = await deps.shopUsers.ensureForContact(accountId, contactId, { name, email });
        if (!user) return refuse('unknown_contact', 'The person has left: there is nobody to register.');
        return succeed({ status: 'created', user: userOutput(user) });
      },
    }),
  ];
}

function userOutput({ name, email }: ShopUser) {
  return { name: name === null ? null : asData(name, MAX_NAME), email };
}
