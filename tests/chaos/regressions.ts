import type { Schedule } from './schedule.js';

/**
 * Schedules that once were violated. They are kept whole: a seed would draw another one as soon as the generator changes,
 * and the compiler says which of them a new form of schedule has left behind.
 */
export const REGRESSIONS: readonly { readonly why: string; readonly schedule: Schedule }[] = [];
