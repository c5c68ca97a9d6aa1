import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { PageHead } from '../../parts/PageHead';
import { usePolicy, useSections } from '../../parts/policy';
import { useWords } from '../../words/words';

/** The policy in force, in its own words. */
export default function Policy(): ReactNode {
    const { policy: words } = useWords();
    const policy = usePolicy();
    const sections = useSections();
    return (
        <SpaceBetween size="m">
            <PageHead title={words.title} lead={policy && words.lead(policy.service, policy.version)} />
            <Table
                header={<Header variant="h2">{words.sections}</Header>}
                ariaLabels={{ tableLabel: words.list }}
                items={sections}
                trackBy="code"
                loading={!policy}
                wrapLines
                columnDefinitions={[
                    { id: 'title', header: words.sections, cell: (item) => `${item.code} ${item.title}`, isRowHeader: true, width: 260 },
                    { id: 'text', header: words.text, cell: (item) => item.text },
                    { id: 'deadline', header: words.deadline, cell: (item) => item.deadline, width: 170 },
                ]}
            />
        </SpaceBetween>
    );
}
