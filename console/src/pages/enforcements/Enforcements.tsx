import Button from '@cloudscape-design/components/button';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { body, type Schemas } from '../../api/client';
import { useApi } from '../../api/context';
import { enforcementStatuses } from '../../parts/EnforcementStatusName';
import { ListTable } from '../../parts/ListTable';
import { PageHead } from '../../parts/PageHead';
import { SectionName } from '../../parts/policy';
import { SanctionNames } from '../../parts/SanctionChoice';
import { Ago } from '../../parts/When';
import { Who } from '../../parts/Who';
import { addressWith, go, usePlace } from '../../router/place';
import { useWords } from '../../words/words';
import { StartDialog } from './StartDialog';

/** Enforcements by status, and a way to start one. */
export default function Enforcements(): ReactNode {
    const words = useWords();
    const api = useApi();
    const { path, query } = usePlace();
    const [starting, setStarting] = useState(false);
    const status = enforcementStatuses.find((one) => one === query.get('status')) ?? 'running';
    return (
        <SpaceBetween size="m">
            <PageHead
                title={words.enforcements.title}
                lead={words.enforcements.lead}
                actions={<Button onClick={() => setStarting(true)}>{words.enforcements.start}</Button>}
            />
            <ListTable<Schemas['Enforcement']>
                name="enforcements"
                label={words.enforcements.list}
                empty={words.enforcements.empty}
                queryKey={['enforcements', status]}
                load={(cursor) => body(api.GET('/admin/enforcements', { params: { query: { status, ...(cursor ? { cursor } : {}) } } }))}
                id={(item) => item.id}
                href={(item) => `/enforcements/${item.id}`}
                keys
                first={{ header: words.shared.id, text: (item) => item.id, width: 280 }}
                filter={
                    <SegmentedControl
                        label={words.shared.status}
                        selectedId={status}
                        options={enforcementStatuses.map((id) => ({ id, text: words.enforcementStatus[id] }))}
                        onChange={({ detail }) => go(addressWith(path, query, { status: detail.selectedId, 'enforcements-cursor': undefined }))}
                    />
                }
                columns={[
                    { id: 'account', header: words.shared.account, cell: (item) => item.account },
                    { id: 'section', header: words.shared.section, cell: (item) => <SectionName code={item.section} /> },
                    { id: 'sanctions', header: words.enforcements.sanctions, cell: (item) => <SanctionNames sanctions={item.sanctions} /> },
                    { id: 'by', header: words.enforcements.requestedBy, cell: (item) => <Who name={item.requested_by} />, width: 150 },
                    { id: 'at', header: words.enforcements.requested, cell: (item) => <Ago time={item.requested_at} />, width: 150 },
                ]}
            />
            {starting && <StartDialog close={() => setStarting(false)} />}
        </SpaceBetween>
    );
}
