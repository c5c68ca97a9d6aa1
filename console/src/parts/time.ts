import type { Words } from '../words/words';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span in the largest unit that it fills. */
export function span(ms: number, words: Words['shared']): string {
    const long = Math.abs(ms);
    if (long < MINUTE) {
        return words.justNow;
    }
    if (long < HOUR) {
        return words.minutes(Math.floor(long / MINUTE));
    }
    return long < 2 * DAY ? words.hours(Math.floor(long / HOUR)) : words.days(Math.floor(long / DAY));
}

/** How far a deadline is. */
export function deadline(due: string, now: number, words: Words['shared']): { late: boolean; text: string } {
    const left = Date.parse(due) - now;
    return { late: left < 0, text: left < 0 ? words.late(span(left, words)) : words.dueIn(span(left, words)) };
}
