/** Where an appointment is a file, for whoever has its token. */
export function invitationUrl(publicBaseUrl: string, token: string): string {
  return `${publicBaseUrl}/api/calendar/invitations/${token}`;
}
