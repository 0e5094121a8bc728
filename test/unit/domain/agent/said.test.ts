import { LONGEST_SAID, saidToModel, withoutNotes } from '../../../../domain/agent/said';
import { ruledTopic } from '../../../../llm/offline/topic-rules';
import { plainWords } from '../../../../domain/messaging/plain-words';

describe('what a contact sends', () => {
  it('is told to models as it was written', () => {
    expect(saidToModel({ text: ' hola 👋 ', files: [] })).toBe('hola 👋');
  });

  it('is cut where it is too long, with a note that says so', () => {
    const told = saidToModel({ text: 'a'.repeat(10_000), files: [] });
    expect(told.startsWith('a'.repeat(LONGEST_SAID))).toBe(true);
    expect(told).toContain('10000 caracteres');
    expect(told.length).toBeLessThan(LONGEST_SAID + 100);
  });

  it('is never cut within an emoji', () => {
    expect(saidToModel({ text: `x${'😀'.repeat(5000)}`, files: [] }).isWellFormed()).toBe(true);
  });

  it.each(['audio', 'image', 'video', 'document', 'sticker'] as const)(
    'names a file of kind %s that no model hears or sees, in words that ask for nothing',
    (kind) => {
      const told = saidToModel({ text: '', files: [kind] });
      expect(told).toMatch(/^\[Llegó .* no puedes ver ni escuchar\.\]$/);
      expect(ruledTopic(plainWords(told))).toBeNull();
    },
  );

  it.each([
    [
      { text: 'quiero esto', files: ['image'] as const },
      { text: 'quiero esto', isNoted: true },
    ],
    [
      { text: '', files: ['audio', 'document'] as const },
      { text: '', isNoted: true },
    ],
    [
      { text: 'a'.repeat(10_000), files: [] },
      { text: 'a'.repeat(LONGEST_SAID), isNoted: true },
    ],
    [
      { text: 'hola\n[eco]', files: [] },
      { text: 'hola\n[eco]', isNoted: false },
    ],
  ])('is found again in what models are told', (said, written) => {
    expect(withoutNotes(saidToModel(said))).toEqual(written);
  });
});
