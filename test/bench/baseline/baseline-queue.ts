/** The baseline's own task queue, so that no production worker polls it. */
export const BASELINE_QUEUE = 'baseline';
