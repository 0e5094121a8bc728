import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import {
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/max';
import { certainNumber } from '../../../api/phone-plans';

/** What the library makes of digits, with or without a plus. */
function fromLibrary(text: string, home: CountryCode): string | null {
  const number = parsePhoneNumberFromString(text, text.startsWith('+') ? undefined : home);
  return number?.isValid() === true ? number.number : null;
}

const country = fc.constantFrom(...getCountries());
const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.nat(9).map(String), minLength, maxLength });

/** A mobile number of the country whose last digits are others. */
const likely = fc.tuple(country, digits(0, 9)).map(([code, end]) => {
  const national = getExampleNumber(code, examples)?.nationalNumber ?? '3001112233';
  return { code, national: national.slice(0, Math.max(0, national.length - end.length)) + end };
});

/** What may stand before a number in a list. */
const before = fc
  .tuple(country, fc.constantFrom('', '0', '00', '1', '9', '15', '011'))
  .chain(([code, more]) => {
    const calling = getCountryCallingCode(code);
    return fc.constantFrom('', more, calling, calling + more, more + calling);
  });

describe('a number that is certain at a glance', () => {
  it.each(['+573001112233', '573001112233', '3001112233', '+34612345678', '+51912345678', '+525512345678'])(
    'is %s',
    (written) => {
      expect(certainNumber(written, 'CO')).toBe(fromLibrary(written, 'CO'));
      expect(certainNumber(written, 'CO')).not.toBeNull();
    },
  );

  it.each(['+12025550123', '+541123456789', '+447911123456', '+57300111223', '0573001112233', '+', ''])(
    'is not %p, whatever the library makes of it',
    (written) => {
      expect(certainNumber(written, 'CO')).toBeNull();
    },
  );

  const isNoOtherThanTheLibraryHas = (text: string, home: CountryCode) => {
    const certain = certainNumber(text, home);
    if (certain !== null) expect(certain).toBe(fromLibrary(text, home));
  };

  it('is what the library makes of it, abroad, in every country', () => {
    fc.assert(
      fc.property(likely, country, ({ code, national }, home) => {
        isNoOtherThanTheLibraryHas(`+${getCountryCallingCode(code)}${national}`, home);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is what the library makes of it, at home, in every country', () => {
    fc.assert(
      fc.property(likely, ({ code, national }) => {
        isNoOtherThanTheLibraryHas(national, code);
        isNoOtherThanTheLibraryHas(`${getCountryCallingCode(code)}${national}`, code);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is what the library makes of it, whatever stands before it and wherever the list is from', () => {
    fc.assert(
      fc.property(before, likely, country, fc.boolean(), (start, { code, national }, home, isHome) => {
        isNoOtherThanTheLibraryHas(`${start}${national}`, isHome ? code : home);
        isNoOtherThanTheLibraryHas(`+${start}${national}`, home);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is what the library makes of it, among any digits', () => {
    fc.assert(
      fc.property(digits(0, 20), country, (text, home) => {
        isNoOtherThanTheLibraryHas(text, home);
        isNoOtherThanTheLibraryHas(`+${text}`, home);
      }),
      { numRuns: 5_000 },
    );
  });
});
