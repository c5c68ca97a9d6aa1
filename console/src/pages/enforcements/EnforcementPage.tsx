import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { body, type Schemas } from '../../api/client';
import { useApi } from '../../api/context';
import { EnforcementStatusName } from '../../parts/EnforcementStatusName';
import { PageHead } from '../../parts/PageHead';
import { SectionName } from '../../parts/policy';
import { TroublePage } from '../../parts/Refused';
import { SanctionNames } from '../../parts/SanctionChoice';
import { When } from '../../parts/When';
import { Who } from '../../parts/Who';
import { useWords } from '../../words/words';
import { Changed } from './Changed';
import { Waits } from './Waits';
import { Workflow } from './Workflow';

const LIVE_MS = 2_000;

/** One enforcement, with its workflow as it stands. */
export default function EnforcementPage({ id }: { id: string }): ReactNode {
    const words = useWords();
    const api = useApi();
    const found = useQuery({
        queryKey: ['enforcement', id],
        queryFn: () => body(api.GET('/admin/enforcements/{id}', { params: { path: { id } } })),
        refetchInterval: LIVE_MS,
    });
    if (found.isError) {
        return <TroublePage title={words.enforcements.one(id)} error={found.error} again={() => void found.refetch()} />;
    }
    if (!found.data) {
        return <Spinner size="large" />;
    }
    return (
        <SpaceBetween size="l">
            <PageHead title={words.enforcements.one(id)} lead={<SectionName code={found.data.section} />} actions={<Waits of={found.data} />} />
            <Workflow of={found.data} />
            <Facts of={found.data} />
            <Changed of={found.data.applied} />
        </SpaceBetween>
    );
}

function Facts({ of }: { of: Schemas['Enforcement'] }): ReactNode {
    const words = useWords();
    return (
        <Container header={<Header variant="h2">{words.cases.facts}</Header>}>
            <KeyValuePairs
                columns={3}
                items={[
                    { label: words.shared.status, value: <EnforcementStatusName status={of.status} /> },
                    { label: words.shared.account, value: <Link href={`/accounts/${of.account}`}>{of.account}</Link> },
                    { label: words.enforcements.sanctions, value: <SanctionNames sanctions={of.sanctions} /> },
                    { label: words.shared.reason, value: of.reason },
                    { label: words.enforcements.requestedBy, value: <Who name={of.requested_by} /> },
                    { label: words.enforcements.requested, value: <When time={of.requested_at} /> },
                    ...(of.approved_by ? [{ label: words.enforcements.approvedBy, value: <Who name={of.approved_by} /> }] : []),
                    ...(of.case_id ? [{ label: words.enforcements.case, value: <Link href={`/cases/${of.case_id}`}>{of.case_id}</Link> }] : []),
                    ...(of.follows ? [{ label: words.enforcements.follows, value: <Link href={`/enforcements/${of.follows}`}>{of.follows}</Link> }] : []),
                    ...(of.preserved_at ? [{ label: words.enforcements.preserved, value: <When time={of.preserved_at} /> }] : []),
                    ...(of.notified_at ? [{ label: words.enforcements.notified, value: <When time={of.notified_at} /> }] : []),
                    { label: words.enforcements.images, value: of.image_ids.length > 0 ? <span className="mono">{of.image_ids.join(', ')}</span> : '–' },
                ]}
            />
        </Container>
    );
}
