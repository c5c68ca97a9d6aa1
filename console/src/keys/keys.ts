import { useEffect, useId, useRef, useSyncExternalStore } from 'react';

/** A key, what it does in words, and the doing. */
export type Key = { key: string; does: string; run: () => void; off?: boolean };

const bindings = new Map<string, Key[]>();
const listeners = new Set<() => void>();
let listed: Key[] = [];

function publish(): void {
    listed = [...bindings.values()].flat().filter((key) => !key.off);
    listeners.forEach((listener) => listener());
}

const EDITING = 'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"], [role="listbox"]';

/** Whether a key belongs to something else: to what is typed into, to a dialog, or to the browser. */
export function isTaken(event: KeyboardEvent): boolean {
    const target = event.target instanceof Element ? event.target : null;
    const typing = target?.closest(EDITING) != null;
    const dialog = [...document.querySelectorAll('[role="dialog"]')].some((found) => found.checkVisibility());
    return event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey || typing || dialog;
}

function press(event: KeyboardEvent): void {
    if (isTaken(event)) {
        return;
    }
    const found = listed.findLast((key) => key.key === event.key);
    if (found) {
        event.preventDefault();
        found.run();
    }
}

/** Listens for keys of the whole page; returns what ends it. */
export function listen(): () => void {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
}

/** Binds keys while the calling part is shown; the part mounted last wins. */
export function useKeys(keys: Key[]): void {
    const id = useId();
    const latest = useRef(keys);
    useEffect(() => {
        latest.current = keys;
    });
    const shape = keys.map((key) => `${key.key} ${key.does} ${key.off ? 'off' : ''}`).join('\n');
    useEffect(() => {
        const bound = latest.current.map((key, at) => ({ ...key, run: () => latest.current[at]?.run() }));
        bindings.set(id, bound);
        publish();
        return () => {
            bindings.delete(id);
            publish();
        };
    }, [id, shape]);
}

function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

/** The keys that work now, for the sheet. */
export function useListedKeys(): Key[] {
    return useSyncExternalStore(subscribe, () => listed);
}
