import { useNotes } from '../../parts/notes';
import { go } from '../../router/place';
import { settings } from '../../settings/settings';
import { useWords } from '../../words/words';
import { useClaimNext } from '../queue/claimNext';

/** Opens the next case that waits; without being asked only where the person wants that. */
export function useNextCase(): (asked: boolean) => Promise<void> {
    const { cases: words } = useWords();
    const claimNext = useClaimNext();
    const { done, failed } = useNotes();
    return async (asked) => {
        if (!asked && !settings().advance) {
            return;
        }
        try {
            const next = await claimNext();
            if (next) {
                go(`/cases/${next}`);
                done(words.advance);
            } else {
                go('/queue');
                done(words.queueEmpty);
            }
        } catch (error) {
            failed(error);
        }
    };
}
