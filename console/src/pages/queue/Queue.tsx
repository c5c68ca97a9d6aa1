import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { body, type Schemas } from '../../api/client';
import { useApi } from '../../api/context';
import { ListTable } from '../../parts/ListTable';
import { PageHead } from '../../parts/PageHead';
import { SectionName } from '../../parts/policy';
import { Due } from '../../parts/When';
import { Who } from '../../parts/Who';
import { usePlace } from '../../router/place';
import { useWords } from '../../words/words';
import { Filters, filtersOf } from './Filters';
import { NextCase } from './NextCase';

type Case = Schemas['Case'];

/** What waits, earliest deadline first. */
export default function Queue(): ReactNode {
    const words = useWords();
    const api = useApi();
    const filters = filtersOf(usePlace().query);
    return (
        <SpaceBetween size="m">
            <PageHead title={words.queue.title} lead={words.queue.lead} actions={<NextCase />} />
            <ListTable<Case>
                name="cases"
                label={words.queue.list}
                empty={words.queue.empty}
                queryKey={['cases', filters]}
                load={(cursor) => body(api.GET('/admin/cases', { params: { query: { ...filters, ...(cursor ? { cursor } : {}) } } }))}
                id={(item) => item.id}
                href={(item) => `/cases/${item.id}`}
                keys
                first={{ header: words.queue.case, text: (item) => item.id, width: 280 }}
                filter={<Filters />}
                columns={[
                    { id: 'section', header: words.shared.section, cell: (item) => <SectionName code={item.section} /> },
                    { id: 'subject', header: words.queue.subject, cell: (item) => <SubjectName subject={item.subject} /> },
                    { id: 'account', header: words.shared.account, cell: (item) => item.account ?? '–' },
                    { id: 'due', header: words.queue.due, cell: (item) => <Due time={item.due} />, width: 170 },
                    { id: 'notices', header: words.queue.notices, cell: (item) => item.notice_count, width: 90 },
                    {
                        id: 'claimed',
                        header: words.queue.claimed,
                        cell: (item) => (item.claimed_by ? <Who name={item.claimed_by} /> : words.queue.unclaimed),
                        width: 130,
                    },
                ]}
            />
        </SpaceBetween>
    );
}

function SubjectName({ subject }: { subject: Schemas['Subject'] }): ReactNode {
    const { queue } = useWords();
    return `${queue.subjectKinds[subject.kind]} ${subject.id}`;
}
