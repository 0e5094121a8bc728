import { createHttpExchange, type HttpExchange } from '../../../channels/http-exchange';

/** The bridge's way to Hilo, with somebody who waits for what Hilo answers. */
export function createWebhookRelay() {
  const plain = createHttpExchange();
  let waiting: ((status: number) => void)[] = [];
  const exchange: HttpExchange = async (call) => {
    const answer = await plain(call);
    const status = answer.kind === 'answered' ? answer.status : 0;
    for (const tell of waiting.splice(0)) tell(status);
    return answer;
  };
  return {
    exchange,
    /** The status of the next answer. */
    told: () =>
      new Promise<number>((resolve) => {
        waiting = [...waiting, resolve];
      }),
  };
}
