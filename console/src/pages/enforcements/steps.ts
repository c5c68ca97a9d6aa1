import type { Schemas } from '../../api/client';

type Enforcement = Schemas['Enforcement'];
export type Step = { name: string; state: 'waiting' | 'running' | 'done' | 'failed' | 'compensated'; at?: string };

/** The steps of an enforcement in order, as far as its record tells of them. */
export function stepsOf(of: Enforcement): Step[] {
    const ended = of.status !== 'running' && of.status !== 'compensating';
    const applied = Object.keys(of.applied).length;
    const takenBack = of.status === 'compensated' || of.status === 'compensating';
    const rejected = of.status === 'rejected';
    const passed = (done: boolean, begun: boolean): Step['state'] => (done ? 'done' : rejected ? 'waiting' : takenBack ? 'failed' : begun ? 'running' : 'waiting');
    const approved = of.approval_group === undefined || of.approved_by !== undefined;
    const sanctioned = of.notified_at !== undefined || (applied === of.sanctions.length && ended);
    const steps: Step[] = [{ name: 'assess', state: 'done', at: of.requested_at }];
    if (of.approval_group !== undefined) {
        steps.push({ name: 'approval', state: rejected ? 'failed' : passed(of.approved_by !== undefined, true) });
    }
    steps.push(
        at({ name: 'evidence', state: passed(of.preserved_at !== undefined, approved) }, of.preserved_at),
        { name: 'sanctions', state: takenBack ? 'compensated' : passed(sanctioned, of.preserved_at !== undefined) },
        at({ name: 'letters', state: passed(of.notified_at !== undefined, sanctioned) }, of.notified_at),
    );
    return steps;
}

function at(step: Step, time: string | undefined): Step {
    return time === undefined ? step : { ...step, at: time };
}
