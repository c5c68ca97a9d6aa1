/** A refusal of the API, RFC 9457. */
export class Problem extends Error {
    constructor(
        readonly status: number,
        readonly title: string,
        readonly detail: string,
        readonly field?: string,
    ) {
        super(detail || title);
        this.name = 'Problem';
    }

    /** Someone else was faster, or the view is stale: to look again is the way out. */
    get stale(): boolean {
        return this.status === 409;
    }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What the body of a refusal says; a body of any other shape leaves the status alone. */
export function problemOf(status: number, body: unknown): Problem {
    const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
    return new Problem(status, text(fields['title']) || `HTTP ${status}`, text(fields['detail']), text(fields['field']) || undefined);
}
