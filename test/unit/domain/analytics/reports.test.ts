import { figuresOf, REPORTS, type ReportName } from '../../../../domain/analytics/reports';

const told = (report: ReportName, counted: Record<string, number>) => figuresOf(REPORTS[report], counted);

describe('the figures of a report', () => {
  it('count a message that was read as delivered and as gone out', () => {
    const counted = {
      dispatching: 1,
      accepted: 2,
      delivered: 3,
      read: 4,
      rejected: 5,
      suppressed: 6,
      cancelled: 7,
    };
    expect(told('broadcasts', counted)).toEqual({
      ...{ out: 10, delivered: 7, read: 4, failed: 5 },
      ...{ unconfirmed: 0, suppressed: 6 },
    });
  });

  it('take what was given back from the revenue', () => {
    const counted = { paid: 2, paidMinor: 5000, refunded: 1, refundedMinor: 2000 };
    expect(told('orders', counted)).toMatchObject({
      paidMinor: 5000,
      refundedMinor: 2000,
      revenueMinor: 3000,
    });
  });

  it('are 0 for what did not happen, and none for a wait of nobody', () => {
    expect(told('opt-outs', {})).toEqual({ optedOut: 0, optedIn: 0 });
    expect(told('response-times', {})).toEqual({ answered: 0, unanswered: 0, p50Ms: null, p95Ms: null });
  });
});
