import { describe, expect, it } from 'vitest';
import { match } from './match';
import { addressWith } from './place';

describe('addresses', () => {
    it('name their parts', () => {
        expect(match('/cases/:id', '/cases/case_1')).toEqual({ id: 'case_1' });
        expect(match('/accounts/:id', '/accounts/a%20b')).toEqual({ id: 'a b' });
    });

    it('of another length or name are other pages', () => {
        expect(match('/cases/:id', '/cases')).toBeNull();
        expect(match('/cases/:id', '/appeals/1')).toBeNull();
    });

    it('keep what a change does not name, and drop what it empties', () => {
        const query = new URLSearchParams('status=failed&cases-cursor=x');
        expect(addressWith('/queue', query, { 'cases-cursor': undefined })).toBe('/queue?status=failed');
        expect(addressWith('/queue', query, { status: undefined, 'cases-cursor': undefined })).toBe('/queue');
    });
});
