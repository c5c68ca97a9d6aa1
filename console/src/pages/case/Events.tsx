import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Steps, { type StepsProps } from '@cloudscape-design/components/steps';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { Ago } from '../../parts/When';
import { Who } from '../../parts/Who';
import { useWords } from '../../words/words';

type Event = Schemas['CaseEvent'];

const signs: Partial<Record<Event['type'], StepsProps.Status>> = {
    claimed: 'in-progress',
    decided: 'success',
    enforced: 'success',
    enforcement_failed: 'error',
    dismissed: 'stopped',
    overturned: 'stopped',
};

/** What happened to the case, newest first. */
export function Events({ events }: { events: Event[] }): ReactNode {
    const words = useWords();
    return (
        <Container header={<Header variant="h2">{words.cases.events}</Header>}>
            <Steps
                ariaLabel={words.cases.events}
                steps={[...events].reverse().map((event) => ({
                    status: signs[event.type] ?? 'info',
                    header: (
                        <>
                            <Who name={event.by} /> {words.cases.event[event.type] ?? event.type} · <Ago time={event.at} />
                        </>
                    ),
                    details: said(event),
                }))}
            />
        </Container>
    );
}

/** The words that an event carries, if any. */
function said(event: Event): string {
    if ('reason' in event) {
        return event.reason;
    }
    return 'text' in event ? event.text : '';
}
