import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useWords } from '../words/words';
import { reasonOf } from './notes';
import { PageHead } from './PageHead';

/** A page that cannot be shown, with the reason in its title. */
export function Refused({ title }: { title: string }): ReactNode {
    return <PageHead title={title} />;
}

/** In place of what could not be loaded: why, and a way to try again. */
export function Trouble({ error, again }: { error: unknown; again: () => void }): ReactNode {
    const words = useWords();
    return (
        <Alert type="error" header={words.shared.failed} action={<Button onClick={again}>{words.shared.retry}</Button>}>
            {reasonOf(error, words.shared)}
        </Alert>
    );
}

/** As {@link Trouble}, as a page of its own. */
export function TroublePage({ title, error, again }: { title: string; error: unknown; again: () => void }): ReactNode {
    return (
        <SpaceBetween size="m">
            <PageHead title={title} />
            <Trouble error={error} again={again} />
        </SpaceBetween>
    );
}
