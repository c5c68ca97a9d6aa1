import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { CaseStatusName } from '../../parts/CaseStatusName';
import { Ago, Due, When } from '../../parts/When';
import { Who } from '../../parts/Who';
import { useWords } from '../../words/words';

/** The head of a case in pairs. */
export function Facts({ of }: { of: Schemas['Case'] }): ReactNode {
    const words = useWords();
    return (
        <Container header={<Header variant="h2">{words.cases.facts}</Header>}>
            <KeyValuePairs
                columns={2}
                items={[
                    { label: words.shared.status, value: <CaseStatusName status={of.status} /> },
                    { label: words.queue.due, value: <Due time={of.due} /> },
                    { label: words.queue.subject, value: `${words.queue.subjectKinds[of.subject.kind]} ${of.subject.id}` },
                    { label: words.shared.account, value: of.account ? <Link href={`/accounts/${of.account}`}>{of.account}</Link> : '–' },
                    { label: words.cases.opened, value: <Ago time={of.opened_at} /> },
                    { label: words.queue.claimed, value: <Claim of={of} /> },
                    ...(of.decided_by ? [{ label: words.cases.decidedBy, value: <Who name={of.decided_by} /> }] : []),
                    ...(of.reason ? [{ label: words.shared.reason, value: of.reason }] : []),
                    ...(of.enforcement_id
                        ? [{ label: words.cases.enforcement, value: <Link href={`/enforcements/${of.enforcement_id}`}>{of.enforcement_id}</Link> }]
                        : []),
                    ...(of.appeal_id ? [{ label: words.cases.appeal, value: <Link href={`/appeals/${of.appeal_id}`}>{of.appeal_id}</Link> }] : []),
                ]}
            />
        </Container>
    );
}

function Claim({ of }: { of: Schemas['Case'] }): ReactNode {
    const words = useWords();
    if (!of.claimed_by) {
        return words.queue.unclaimed;
    }
    return (
        <>
            <Who name={of.claimed_by} />
            {of.claimed_until && (
                <>
                    {' · '}
                    <When time={of.claimed_until} />
                </>
            )}
        </>
    );
}
