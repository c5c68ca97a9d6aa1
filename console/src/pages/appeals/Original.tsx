import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { body, type Schemas } from '../../api/client';
import { useApi } from '../../api/context';
import { SectionName } from '../../parts/policy';
import { SanctionNames } from '../../parts/SanctionChoice';
import { When } from '../../parts/When';
import { Who } from '../../parts/Who';
import { useWords } from '../../words/words';

/** What was decided first, by whom and why. */
export function Original({ of }: { of: Schemas['Appeal'] }): ReactNode {
    const words = useWords();
    const api = useApi();
    const path = { id: of.enforcement_id };
    const first = useQuery({ queryKey: ['enforcement', path.id], queryFn: () => body(api.GET('/admin/enforcements/{id}', { params: { path } })) }).data;
    return (
        <Container header={<Header variant="h2">{words.appeals.original}</Header>}>
            <KeyValuePairs
                columns={1}
                items={[
                    { label: words.shared.section, value: <SectionName code={of.section} /> },
                    { label: words.shared.reason, value: first?.reason ?? '–' },
                    { label: words.appeals.sanctions, value: first ? <SanctionNames sanctions={first.sanctions} /> : '–' },
                    { label: words.enforcements.requested, value: first ? <When time={first.requested_at} /> : '–' },
                    {
                        label: words.appeals.decidedBy,
                        value: of.first_decided_by.map((name, at) => (
                            <span key={name}>
                                {at > 0 ? ', ' : ''}
                                <Who name={name} />
                            </span>
                        )),
                    },
                    { label: words.appeals.enforcement, value: <Link href={`/enforcements/${of.enforcement_id}`}>{of.enforcement_id}</Link> },
                    ...(of.case_id ? [{ label: words.enforcements.case, value: <Link href={`/cases/${of.case_id}`}>{of.case_id}</Link> }] : []),
                ]}
            />
        </Container>
    );
}
