import { useSyncExternalStore } from 'react';

const MOVED = 'imprimatur:moved';

function subscribe(listener: () => void): () => void {
    window.addEventListener('popstate', listener);
    window.addEventListener(MOVED, listener);
    return () => {
        window.removeEventListener('popstate', listener);
        window.removeEventListener(MOVED, listener);
    };
}

const here = (): string => location.pathname + location.search;

/** Where we are: the path, and what the query holds. All that a page shows can be sent on as its address. */
export function usePlace(): { path: string; query: URLSearchParams } {
    const address = useSyncExternalStore(subscribe, here);
    const [path = '/', query = ''] = address.split('?');
    return { path, query: new URLSearchParams(query) };
}

/** Goes to another address of the console; `replace` leaves no way back to this one. */
export function go(address: string, replace = false): void {
    if (address === here()) {
        return;
    }
    if (replace) {
        history.replaceState(null, '', address);
    } else {
        history.pushState(null, '', address);
    }
    window.dispatchEvent(new Event(MOVED));
}

/** The address of this page with other values in its query; an empty value leaves a name out. */
export function addressWith(path: string, query: URLSearchParams, changes: Record<string, string | undefined>): string {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries(changes)) {
        if (value) {
            next.set(name, value);
        } else {
            next.delete(name);
        }
    }
    const text = next.toString();
    return text ? `${path}?${text}` : path;
}

/** Paths of the same origin that are not the console's. */
const OTHERS = /^\/(v1|admin|images|oauth2|login|logout|appeal|status)(\/|$)/;

/** Follows plain clicks on links of the console without loading it anew. */
export function followLinks(event: MouseEvent): void {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const address = link?.getAttribute('href');
    if (!plain || !link || !address?.startsWith('/') || link.target || link.hasAttribute('download')) {
        return;
    }
    if (!OTHERS.test(address)) {
        event.preventDefault();
        go(address);
    }
}
