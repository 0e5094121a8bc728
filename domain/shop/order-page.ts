/** The address of an order's page; whoever has it may see and pay the order. */
export function orderPageUrl(publicBaseUrl: string, token: string): string {
  return `${publicBaseUrl}/checkout/${token}`;
}
