import type { AccessCheck } from '../../../channels/access-check';
import type { PlatformView } from '../../../db/repositories/platform-credentials';

/** A bot on a platform; of its credentials only the fingerprint. */
export function presentPlatform(view: PlatformView, publicBaseUrl: string) {
  const { platform, botId, isActive, shared, fingerprint } = view;
  return {
    platform,
    isActive,
    shared,
    fingerprint,
    // The bridge knows its way; nobody is to give an address to anybody.
    webhookUrl:
      shared || platform === 'whatsapp-web' ? null : `${publicBaseUrl}/api/webhook/${platform}/${botId}`,
    webhookProblem: null,
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
  };
}

/** For the audit log. */
export function auditedPlatform({ isActive, shared, fingerprint }: PlatformView) {
  return { isActive, shared, fingerprint };
}

/** What a platform said of credentials; null where there is nothing that could be asked. */
export function presentTest(check: AccessCheck | null) {
  if (check === null) return { outcome: 'nothing-to-ask' as const, name: null, detail: null };
  if (check.kind === 'works') return { outcome: check.kind, name: check.name, detail: null };
  return { outcome: check.kind, name: null, detail: check.detail };
}
