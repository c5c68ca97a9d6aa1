import { describe, expect, it } from 'vitest';
import { en } from '../words/en';
import { deadline, span } from './time';

const MINUTE = 60_000;

describe('time in words', () => {
    it('uses the largest unit that it fills', () => {
        expect(span(59_000, en.shared)).toBe('less than a minute');
        expect(span(59 * MINUTE, en.shared)).toBe('59 min');
        expect(span(25 * 60 * MINUTE, en.shared)).toBe('25 h');
        expect(span(48 * 60 * MINUTE, en.shared)).toBe('2 days');
    });

    it('says in words that a deadline has passed', () => {
        const due = '2026-01-01T00:00:00Z';
        expect(deadline(due, Date.parse(due) + 1, en.shared).late).toBe(true);
        expect(deadline(due, Date.parse(due) + 61 * MINUTE, en.shared).text).toBe('late by 1 h');
        expect(deadline(due, Date.parse(due) - 5 * MINUTE, en.shared)).toEqual({ late: false, text: 'due in 5 min' });
    });
});
