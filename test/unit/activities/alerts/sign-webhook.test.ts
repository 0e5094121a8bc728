import { signatureHeaders } from '../../../../activities/alerts/sign-webhook';

describe('the signature of a webhook', () => {
  it("is that of the Standard Webhooks' own example", () => {
    const headers = signatureHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
      ...{ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' },
    });
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      'idempotency-key': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    });
  });
});
