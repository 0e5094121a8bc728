import { createCredentialChecks } from '../../api/access-checks';
import type { Env } from '../../config/env';
import type { NamedCredentials } from '../../domain/conversations/platform-credentials';
import { failure, fine, warning, type Finding } from './finding';
import { inLanes } from './lanes';

/** Credentials, and whose they are in words. */
export interface OwnedCredentials {
  owner: string;
  named: NamedCredentials;
  /** Where new ones are put. */
  place: string;
}

const CHECK = 'providers';

/** Those that the settings themselves have. */
export function credentialsOfSettings(env: Env): OwnedCredentials[] {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_WHATSAPP_FROM: from } = env;
  if (!accountSid || !authToken || !from) return [];
  const named = { platform: 'twilio' as const, credentials: { accountSid, authToken, from } };
  return [{ owner: 'the settings', named, place: 'TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN' }];
}

/** Whether providers take these credentials, each asked in a way that sends and changes nothing. */
export async function askProviders(env: Env, owned: readonly OwnedCredentials[]): Promise<Finding[]> {
  const check = createCredentialChecks(env);
  const troubles: Finding[] = [];
  let taken = 0;
  await inLanes(owned, async (next) => {
    const { named } = next;
    // It has sessions instead of credentials: the pages of its bots show how they are.
    if (named.platform === 'whatsapp-web') return;
    const answer = await check(named);
    if (answer?.kind === 'works') taken += 1;
    else if (answer) troubles.push(troubleOf(next, answer));
  });
  return taken === 0 ? troubles : [...troubles, fine(CHECK, `${taken} asked, and they take the credentials`)];
}

function troubleOf(
  { owner, place }: OwnedCredentials,
  answer: { kind: 'refused' | 'no-answer'; detail: string },
): Finding {
  const says = `${answer.detail} (those of ${owner})`;
  if (answer.kind === 'refused') return failure(CHECK, { says, remedy: `Put new ones: ${place}.` });
  const remedy =
    'Look at the way out of this machine, and at the status page of the provider; then once more.';
  return warning(CHECK, { says, remedy });
}
