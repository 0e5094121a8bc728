import { createOutlookCalendar } from '../../../calendars/outlook/outlook-calendar';

const HOST = 'https://graph.microsoft.com';
const AT = Date.UTC(2026, 10, 23, 14);
const event = (minute: number) => ({
  start: { dateTime: `2026-11-23T14:${minute}:00.0000000`, timeZone: 'UTC' },
  end: { dateTime: `2026-11-23T14:${minute + 5}:00.0000000`, timeZone: 'UTC' },
});

/** A calendar of two pages; the first says that the second is there. */
function ofTwoPages(next: string) {
  const asked: string[] = [];
  const calendar = createOutlookCalendar({
    ...{ clientId: 'id', clientSecret: 'secret', tenant: 'common', timeoutMs: 1000, now: () => AT },
    http: ({ url }) => {
      asked.push(url);
      const first = { value: [event(10)], '@odata.nextLink': next };
      const body = asked.length === 1 ? first : { value: [event(30)] };
      return Promise.resolve({ kind: 'answered', status: 200, headers: {}, text: JSON.stringify(body) });
    },
  });
  return { asked, read: () => calendar.busy('token', { startsAt: AT, endsAt: AT + 3_600_000 }) };
}

describe('the pages of an Outlook calendar', () => {
  it.each([`${HOST}/v1.0/me/calendarView?$skip=250`, `${HOST}/v1.0/users('ana')/calendarView?$skip=250`])(
    'are read to the end at %s',
    async (next) => {
      const { asked, read } = ofTwoPages(next);
      expect(await read()).toMatchObject({ kind: 'read', busy: [{}, {}] });
      expect(asked[1]).toBe(next);
    },
  );

  it.each([
    'https://graph.microsoft.com.example.net/v1.0/me',
    'http://graph.microsoft.com/v1.0/me',
    '/v1.0/me',
  ])('free no time, and get no token, at %s', async (next) => {
    const { asked, read } = ofTwoPages(next);
    expect(await read()).toMatchObject({ kind: 'refused' });
    expect(asked).toHaveLength(1);
  });
});
