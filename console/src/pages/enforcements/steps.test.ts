import { expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import { stepsOf } from './steps';

const running: Schemas['Enforcement'] = {
    id: 'enf_1',
    version: 1,
    account: 'mallory',
    section: '2.4',
    image_ids: [],
    sanctions: [{ kind: 'suspend' }],
    reason: 'A likeness.',
    requested_by: 'someone',
    requested_at: '2026-01-01T00:00:00Z',
    status: 'running',
    applied: {},
};

const states = (of: Schemas['Enforcement']) => stepsOf(of).map(({ name, state }) => `${name} ${state}`);

it('waits at the approval before anything is touched', () => {
    expect(states({ ...running, approval_group: 'lead' })).toEqual([
        'assess done',
        'approval running',
        'evidence waiting',
        'sanctions waiting',
        'letters waiting',
    ]);
});

it('needs no approval where nobody asks for one', () => {
    expect(states(running)).toEqual(['assess done', 'evidence running', 'sanctions waiting', 'letters waiting']);
});

it('touches nothing once it is rejected', () => {
    expect(states({ ...running, status: 'rejected', approval_group: 'lead' })).toEqual([
        'assess done',
        'approval failed',
        'evidence waiting',
        'sanctions waiting',
        'letters waiting',
    ]);
});

it('is done when its letter is out', () => {
    const done = { ...running, status: 'applied', preserved_at: '2026-01-01T00:00:01Z', notified_at: '2026-01-01T00:00:02Z' } as const;
    expect(states({ ...done, applied: { suspend: {} } })).toEqual(['assess done', 'evidence done', 'sanctions done', 'letters done']);
});
