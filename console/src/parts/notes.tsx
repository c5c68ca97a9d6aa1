import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { Problem } from '../api/problem';
import { useWords } from '../words/words';

type Tell = { notes: FlashbarProps.MessageDefinition[]; done: (text: string) => void; failed: (error: unknown) => void };

const NotesContext = createContext<Tell | null>(null);

const STAYS_MS = 6_000;

/** Short messages at the top, which a screen reader speaks. */
export function Notes({ children }: { children: ReactNode }): ReactNode {
    const { shared: words } = useWords();
    const [notes, setNotes] = useState<FlashbarProps.MessageDefinition[]>([]);
    const count = useRef(0);
    const add = useCallback((note: FlashbarProps.MessageDefinition, stays: boolean) => {
        const id = `note-${(count.current += 1)}`;
        const drop = () => setNotes((before) => before.filter((other) => other.id !== id));
        setNotes((before) => [{ ...note, id, dismissible: true, dismissLabel: id, onDismiss: drop }, ...before].slice(0, 3));
        if (!stays) {
            setTimeout(drop, STAYS_MS);
        }
    }, []);
    const tell = useMemo<Tell>(
        () => ({
            notes: notes.map((note) => ({ ...note, dismissLabel: words.close })),
            done: (text) => add({ type: 'success', content: text, statusIconAriaLabel: text }, false),
            failed: (error) => add({ type: 'error', header: words.failed, content: reasonOf(error, words), ariaRole: 'alert' }, true),
        }),
        [notes, add, words],
    );
    return <NotesContext value={tell}>{children}</NotesContext>;
}

/** What to say of a failure: a stale view has its own words, and every refusal the API's. */
export function reasonOf(error: unknown, words: { stale: string; forbidden: string; notFound: string; offline: string }): string {
    if (!(error instanceof Problem)) {
        return words.offline;
    }
    const own = { 403: words.forbidden, 404: words.notFound, 409: words.stale }[error.status];
    return [own, error.detail || (own ? '' : error.title)].filter(Boolean).join(' ');
}

export function useNotes(): Tell {
    const tell = useContext(NotesContext);
    if (!tell) {
        throw new Error('no notes here');
    }
    return tell;
}
