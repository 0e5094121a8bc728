import { SPANISH_RULES, SPANISH_SUBJECTS } from '../../../domain/alerts/alert-email-words';
import { FIRST_SYSTEM_RULES } from '../../../domain/alerts/system-condition';
import * as ofConsole from '../../../web/alerts/platform-words';

describe('what the platform calls its own rules and what they are about, in Spanish,', () => {
  it('is the same in the console as in an email', () => {
    expect(ofConsole.SPANISH_RULES).toEqual(SPANISH_RULES);
    expect(ofConsole.SPANISH_SUBJECTS).toEqual(SPANISH_SUBJECTS);
  });

  it('names each of the rules that an account begins with, and no other', () => {
    expect(Object.keys(SPANISH_RULES)).toEqual(FIRST_SYSTEM_RULES.map(({ name }) => name));
  });
});
