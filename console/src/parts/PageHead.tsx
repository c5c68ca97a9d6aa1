import Header from '@cloudscape-design/components/header';
import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../words/words';

/** The page's title. It takes the focus when the page opens, so that keyboard and screen reader start here. */
export function PageHead({ title, lead, actions }: { title: string; lead?: ReactNode; actions?: ReactNode }): ReactNode {
    const words = useWords();
    const place = useRef<HTMLDivElement>(null);
    useEffect(() => {
        document.title = `${title} · ${words.shared.product}`;
    }, [title, words]);
    useEffect(() => {
        const heading = place.current?.querySelector('h1');
        heading?.setAttribute('tabindex', '-1');
        heading?.focus({ preventScroll: true });
        window.scrollTo(0, 0);
    }, []);
    return (
        <div ref={place}>
            <Header variant="h1" description={lead} actions={actions}>
                {title}
            </Header>
        </div>
    );
}
