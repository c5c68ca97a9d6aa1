import { useSyncExternalStore } from 'react';

/** What a person chose on this machine. */
export type Settings = {
    mode: 'system' | 'light' | 'dark';
    language: 'en' | 'zh';
    /** Whether the next case opens by itself after a decision. */
    advance: boolean;
    /** Saved views of the queue: a name, and the query that it stands for. */
    views: { name: string; query: string }[];
};

const KEY = 'imprimatur.settings';

const first: Settings = {
    mode: 'system',
    language: typeof navigator !== 'undefined' && navigator.language.startsWith('zh') ? 'zh' : 'en',
    advance: true,
    views: [],
};

function read(): Settings {
    try {
        return { ...first, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings>) };
    } catch {
        return first;
    }
}

let current = read();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

export function changeSettings(change: Partial<Settings>): void {
    current = { ...current, ...change };
    localStorage.setItem(KEY, JSON.stringify(current));
    listeners.forEach((listener) => listener());
}

export const settings = (): Settings => current;

export function useSettings(): Settings {
    return useSyncExternalStore(subscribe, settings);
}
