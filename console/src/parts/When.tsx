import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useEffect, useState, type ReactNode } from 'react';
import { useSettings } from '../settings/settings';
import { useWords } from '../words/words';
import { deadline, span } from './time';

const TICK_MS = 30_000;

function useNow(): number {
    const [now, setNow] = useState(() => Date.now());
    useEffect(() => {
        const timer = setInterval(() => setNow(Date.now()), TICK_MS);
        return () => clearInterval(timer);
    }, []);
    return now;
}

function useFormat(): (time: string) => string {
    const { language } = useSettings();
    return (time) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));
}

/** A moment: how long ago, and the whole of it on pointing. */
export function Ago({ time }: { time: string }): ReactNode {
    const { shared: words } = useWords();
    const format = useFormat();
    const now = useNow();
    return (
        <time dateTime={time} title={format(time)}>
            {words.ago(span(now - Date.parse(time), words))}
        </time>
    );
}

export function When({ time }: { time: string }): ReactNode {
    const format = useFormat();
    return <time dateTime={time}>{format(time)}</time>;
}

/** A deadline, in words and with a sign; never by colour alone. */
export function Due({ time }: { time: string }): ReactNode {
    const { shared: words } = useWords();
    const format = useFormat();
    const { late, text } = deadline(time, useNow(), words);
    return (
        <span title={format(time)}>
            <StatusIndicator type={late ? 'warning' : 'pending'}>{text}</StatusIndicator>
        </span>
    );
}
