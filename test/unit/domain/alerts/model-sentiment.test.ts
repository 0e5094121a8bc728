import fc from 'fast-check';
import { readSentiment } from '../../../../domain/alerts/model-sentiment';

describe("a model's answer", () => {
  it.each([
    ['-0.4', -0.4],
    [' 1\n', 1],
    ['−0,75', -0.75],
    ['+0.2', 0.2],
    ['0', 0],
    ['1.5', null],
    ['-7', null],
    ['The sentiment is -0.4', null],
    ['', null],
    ['NaN', null],
  ])('%j is read as %s', (answer, expected) => {
    expect(readSentiment(answer)).toBe(expected);
  });

  it('is a number from -1 to 1 or nothing, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), (answer) => {
        const score = readSentiment(answer);
        expect(score === null || (score >= -1 && score <= 1)).toBe(true);
      }),
    );
  });
});
