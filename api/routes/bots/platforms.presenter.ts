import type { PlatformView } from '../../../db/repositories/platform-credentials';

/** A bot on a platform; of its credentials only the fingerprint. */
export function presentPlatform(view: PlatformView, publicBaseUrl: string) {
  const { platform, botId, isActive, shared, fingerprint } = view;
  return {
    platform,
    isActive,
    shared,
    fingerprint,
    webhookUrl: shared ? null : `${publicBaseUrl}/api/webhook/${platform}/${botId}`,
    webhookProblem: null,
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
  };
}
