import { createPeople } from '../../../cli/crowd/people';
import { personOf } from '../../../cli/crowd/person';
import { hesitation, planReply } from '../../../cli/crowd/reply-plan';
import type { SimulatedMessage } from '../../../cli/simulator/follow-messages';
import { readConsentWord } from '../../../domain/messaging/opt-out-words';
import type { Behaviour, Behaviours } from '../../../domain/programs/behaviour';

const DAY = 20_000;
const message = { id: 'm1', at: 1_000_000, attempt: 1, firstAt: 1_000_000 };
const always: Behaviour = { kind: 'always-answer' };

describe('who answers when', () => {
  test('one that always answers does so before a third of the day is over', () => {
    const ids = Array.from({ length: 200 }, (_, index) => `message ${index}`);
    const delays = ids.map((id) => (planReply(always, { ...message, id }, DAY)?.at ?? 0) - message.at);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(DAY * 0.05);
    expect(Math.max(...delays)).toBeLessThanOrEqual(DAY * 0.33);
    expect(new Set(delays).size).toBeGreaterThan(50);
  });

  test('the same message always gets the same answer', () => {
    expect(planReply(always, message, DAY)).toEqual(planReply(always, message, DAY));
  });

  test('nobody hesitates for more than a minute, however long the day', () => {
    expect(hesitation('m1', 86_400_000)).toBe(60_000);
  });

  test.each<Behaviour>([{ kind: 'never-answer' }, { kind: 'refuse-delivery' }])(
    '%j keeps silent',
    (behaviour) => {
      expect(planReply(behaviour, message, DAY)).toBeNull();
    },
  );

  test('one that is two days late answers the first message on its third day, and not the retry', () => {
    const late: Behaviour = { kind: 'late', after: 2 };
    const delay = (planReply(late, message, DAY)?.at ?? 0) - message.at;
    expect(delay).toBeGreaterThan(2 * DAY);
    expect(delay).toBeLessThan(3 * DAY);
    expect(planReply(late, { ...message, attempt: 2 }, DAY)).toBeNull();
  });

  test('one that waits for the retry answers that and not the first message', () => {
    const late: Behaviour = { kind: 'late', after: 'retry' };
    expect(planReply(late, message, DAY)).toBeNull();
    expect(planReply(late, { ...message, attempt: 2 }, DAY)).not.toBeNull();
  });

  test('one that stops on day 3 answers until then and opts out that day', () => {
    const stop: Behaviour = { kind: 'stop', onDay: 3 };
    const textOn = (day: number) =>
      planReply(stop, { ...message, at: message.firstAt + day * DAY }, DAY)?.text ?? '';
    expect([0, 1, 2].map((day) => readConsentWord(textOn(day)))).toEqual([null, null, null]);
    expect(readConsentWord(textOn(3))).toMatchObject({ wish: 'opt-out' });
  });

  test('no ordinary answer is taken for an opt-out', () => {
    const ids = Array.from({ length: 100 }, (_, index) => `message ${index}`);
    const texts = new Set(ids.map((id) => planReply(always, { ...message, id }, DAY)?.text ?? 'baja'));
    expect(texts.size).toBeGreaterThan(3);
    expect([...texts].filter((text) => readConsentWord(text) !== null)).toEqual([]);
  });
});

const behaviours: Behaviours = {
  mix: [
    { weight: 1, behaviour: always },
    { weight: 1, behaviour: { kind: 'never-answer' } },
  ],
  numbers: [
    { startsWith: '+57 300 111 2099', behaviour: { kind: 'late', after: 'retry' } },
    { startsWith: '573001', behaviour: always },
  ],
};

describe('who somebody is', () => {
  test('the first rule of a number decides, the mix for all others', () => {
    expect(personOf('+573001112099', behaviours).behaviour).toEqual({ kind: 'late', after: 'retry' });
    expect(personOf('+573001110000', behaviours).behaviour).toEqual(always);
    const others = Array.from({ length: 50 }, (_, index) => personOf(`+57310000${1000 + index}`, behaviours));
    expect(new Set(others.map(({ behaviour }) => behaviour.kind))).toEqual(
      new Set(['always-answer', 'never-answer']),
    );
  });

  test('a number draws the same behaviour of the mix every time', () => {
    expect(personOf('+573109998877', behaviours)).toEqual(personOf('+573109998877', behaviours));
  });
});

describe('a thread', () => {
  const waits = '+573001112099';
  let number = 0;
  const line = (direction: SimulatedMessage['direction'], phone = waits): SimulatedMessage => {
    number += 1;
    const id = `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
    const at = new Date(1_000_000 + number * 1000).toISOString();
    return {
      ...{ id, phone, direction, text: '…', at },
      botId: null,
      files: [],
      choices: null,
      choice: null,
      elsewhere: null,
    };
  };
  const crowd = () => {
    const people = createPeople(behaviours, DAY);
    people.join(waits);
    people.join('+573001110000');
    return people;
  };

  test('the second message without an answer between is the retry', () => {
    const people = crowd();
    expect(people.take(line('to-phone'))).toBeNull();
    expect(people.take(line('to-phone'))).not.toBeNull();
  });

  test('an answer makes the next message a first one again', () => {
    const people = crowd();
    people.take(line('to-phone'));
    people.take(line('from-phone'));
    expect(people.take(line('to-phone'))).toBeNull();
  });

  test('what a bot says to an answer is not answered, and is no attempt of the program', () => {
    const people = crowd();
    const phone = '+573001110000';
    expect(people.take(line('to-phone', phone))).not.toBeNull();
    people.take(line('from-phone', phone));
    expect(people.take({ ...line('to-phone', phone), botId: line('to-phone').id })).toBeNull();
    people.take(line('to-phone'));
    people.take({ ...line('to-phone'), botId: line('to-phone').id });
    expect(people.get(waits)?.unanswered).toBe(1);
  });

  test('an attempt that an old script made counts', () => {
    const people = crowd();
    people.remember(waits, 1);
    expect(people.take(line('to-phone'))).not.toBeNull();
  });

  test("strangers' messages are nobody's", () => {
    expect(crowd().take(line('to-phone', '+573999999999'))).toBeNull();
  });

  test('whoever answered before the crowd came owes nothing, the others do', () => {
    const owed = crowd().takeThread([
      line('to-phone', '+573001110000'),
      line('from-phone', '+573001110000'),
      line('to-phone'),
      line('to-phone'),
    ]);
    expect([...owed.keys()]).toEqual([waits]);
  });
});
