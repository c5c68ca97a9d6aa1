import { body, Problem } from '../../api/client';
import { useDesk } from '../../api/context';

/** Claims the most urgent case that no one has, and names it; undefined where none waits. */
export function useClaimNext(): () => Promise<string | undefined> {
    const { api, me } = useDesk();
    return async () => {
        const page = await body(api.GET('/admin/cases', { params: { query: { status: 'open' } } }));
        const now = new Date().toISOString();
        for (const item of page.items) {
            const taken = item.claimed_by !== undefined && item.claimed_by !== me.name && (item.claimed_until ?? '') > now;
            if (!taken) {
                try {
                    await body(api.POST('/admin/cases/{id}/claim', { params: { path: { id: item.id } } }));
                    return item.id;
                } catch (error) {
                    if (!(error instanceof Problem && [403, 404, 409].includes(error.status))) {
                        throw error;
                    }
                }
            }
        }
        return undefined;
    };
}
