import { IANAZone } from 'luxon';
import { z } from 'zod';

/** A zone by its IANA name; offsets such as `-05:00` are none. */
export const timeZone = z
  .string()
  .refine(
    (zone) => /^[A-Za-z]/.test(zone) && IANAZone.isValidZone(zone),
    'an IANA time zone, such as America/Bogota',
  );
