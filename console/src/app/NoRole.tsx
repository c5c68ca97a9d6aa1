import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import type { ReactNode } from 'react';
import { useWords } from '../words/words';

/** For someone whom the user pool knows and no group does. */
export function NoRole({ signOut }: { signOut: () => void }): ReactNode {
    const words = useWords();
    return (
        <main>
            <h1>{words.shared.product}</h1>
            <Alert type="warning" action={<Button onClick={signOut}>{words.session.signOut}</Button>}>
                {words.session.noRole}
            </Alert>
        </main>
    );
}
