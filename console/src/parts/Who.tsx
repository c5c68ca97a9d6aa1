import type { ReactNode } from 'react';
import { useDesk } from '../api/context';
import { useWords } from '../words/words';

const SHORT = 8;

/** Someone who acted: you, the automation, or another by the beginning of the name in the user pool. */
export function Who({ name }: { name: string }): ReactNode {
    const { shared: words } = useWords();
    const { me } = useDesk();
    if (name === me.name) {
        return words.me;
    }
    if (name.startsWith('system:')) {
        return `${words.system} (${name.slice('system:'.length)})`;
    }
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(name);
    return <span title={name}>{uuid ? name.slice(0, SHORT) : name}</span>;
}
