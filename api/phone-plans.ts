import { Metadata, type CountryCode, type MetadataJson } from 'libphonenumber-js/core';
import maximal from 'libphonenumber-js/metadata.max.json';

/** What the library knows of numbers and its types leave out. */
interface KnownPlan {
  callingCode(): string;
  IDDPrefix(): string;
  nationalNumberPattern(): string;
  nationalPrefixForParsing(): string | undefined;
  hasTypes(): boolean;
  type(name: string): { pattern(): string; possibleLengths(): number[] | undefined } | undefined;
}

/** How the numbers of one country are made, its patterns ready to use. */
interface Plan {
  callingCode: string;
  /** Dialled before a number abroad. */
  dialledOut: RegExp;
  /** Dialled before a number at home, and no part of it. */
  dialledFirst: RegExp;
  general: RegExp;
  /** Mobile, fixed line and so on: a number is one of these. */
  types: readonly { lengths: readonly number[] | null; pattern: RegExp }[];
}

const TYPES = [
  ...['FIXED_LINE', 'MOBILE', 'PREMIUM_RATE', 'TOLL_FREE', 'SHARED_COST'],
  ...['VOIP', 'PERSONAL_NUMBER', 'PAGER', 'UAN', 'VOICEMAIL'],
];
// Of the file's own type a country is any text.
const metadata = maximal as unknown as MetadataJson;
const NEVER = /(?!)/;
const LONGEST_CALLING_CODE = 3;

const plans = new Map<string, Plan | null>();

/**
 * A number in E.164 where its digits leave no doubt, some ten times as quick as the library, which a list of 100,000
 * asks as often. Null says nothing: whatever might be read in two ways is the library's to decide. `text` is digits,
 * with or without a plus.
 */
export function certainNumber(text: string, home: CountryCode): string | null {
  if (text.startsWith('+')) {
    const plan = planOfNumber(text);
    return plan && isNumberOf(plan, text.slice(1 + plan.callingCode.length)) ? text : null;
  }
  const plan = planOfCountry(home);
  return plan && certainAtHome(plan, text);
}

/** Of a number that may or may not begin with the calling code. */
function certainAtHome(plan: Plan, text: string): string | null {
  const { callingCode, dialledOut, dialledFirst, general } = plan;
  if (dialledOut.test(text)) return null;
  if (!text.startsWith(callingCode)) return isNumberOf(plan, text) ? `+${callingCode}${text}` : null;
  if (dialledFirst.test(text) || general.test(text)) return null;
  return isNumberOf(plan, text.slice(callingCode.length)) ? `+${text}` : null;
}

function isNumberOf({ dialledFirst, general, types }: Plan, national: string): boolean {
  if (dialledFirst.test(national) || !general.test(national)) return false;
  return types.some(({ lengths, pattern }) => {
    return (lengths === null || lengths.includes(national.length)) && pattern.test(national);
  });
}

function planOfNumber(text: string): Plan | null {
  for (let length = 1; length <= LONGEST_CALLING_CODE; length += 1) {
    const countries = countriesOf(text.slice(1, 1 + length));
    const [country] = countries;
    if (country) return countries.length === 1 ? planOfCountry(country) : null;
  }
  return null;
}

function countriesOf(callingCode: string): readonly CountryCode[] {
  const known: Readonly<Record<string, readonly CountryCode[]>> = metadata.country_calling_codes;
  return Object.hasOwn(known, callingCode) ? (known[callingCode] ?? []) : [];
}

/** Null where countries share a calling code. */
function planOfCountry(country: CountryCode): Plan | null {
  const before = plans.get(country);
  if (before !== undefined) return before;
  const plan = Object.hasOwn(metadata.countries, country) ? readPlan(country) : null;
  plans.set(country, plan);
  return plan;
}

function readPlan(country: CountryCode): Plan | null {
  const known = new Metadata(metadata);
  known.selectNumberingPlan(country);
  const plan = known.numberingPlan as unknown as KnownPlan;
  const callingCode = plan.callingCode();
  if (countriesOf(callingCode).length !== 1) return null;
  const first = plan.nationalPrefixForParsing();
  const general = whole(plan.nationalNumberPattern());
  return {
    callingCode,
    dialledOut: new RegExp(`^(?:${plan.IDDPrefix()})`),
    dialledFirst: first ? new RegExp(`^(?:${first})`) : NEVER,
    general,
    types: plan.hasTypes() ? typesOf(plan) : [{ lengths: null, pattern: general }],
  };
}

function typesOf(plan: KnownPlan): Plan['types'] {
  return TYPES.flatMap((name) => {
    const type = plan.type(name);
    if (!type?.pattern()) return [];
    return [{ lengths: type.possibleLengths() ?? null, pattern: whole(type.pattern()) }];
  });
}

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}
