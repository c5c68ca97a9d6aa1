import Button from '@cloudscape-design/components/button';
import { useState, type ReactNode } from 'react';
import { useKeys } from '../../keys/keys';
import { useNotes } from '../../parts/notes';
import { go } from '../../router/place';
import { useWords } from '../../words/words';
import { useClaimNext } from './claimNext';

/** Claims what is most urgent and opens it. */
export function NextCase(): ReactNode {
    const { queue: words } = useWords();
    const claimNext = useClaimNext();
    const { done, failed } = useNotes();
    const [busy, setBusy] = useState(false);
    const next = async () => {
        setBusy(true);
        try {
            const id = await claimNext();
            if (id) {
                go(`/cases/${id}`);
            } else {
                done(words.nothingNext);
            }
        } catch (error) {
            failed(error);
        } finally {
            setBusy(false);
        }
    };
    useKeys([{ key: 'n', does: words.next, run: () => void next() }]);
    return (
        <Button variant="primary" loading={busy} onClick={() => void next()}>
            {words.next}
        </Button>
    );
}
