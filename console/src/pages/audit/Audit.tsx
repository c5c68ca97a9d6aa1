import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { body, type Schemas } from '../../api/client';
import { useApi } from '../../api/context';
import { ListTable } from '../../parts/ListTable';
import { PageHead } from '../../parts/PageHead';
import { When } from '../../parts/When';
import { Who } from '../../parts/Who';
import { useWords } from '../../words/words';

type AuditRecord = Schemas['AuditRecord'];

/** The audit log in order. */
export default function Audit(): ReactNode {
    const { audit: words } = useWords();
    const api = useApi();
    return (
        <SpaceBetween size="m">
            <PageHead title={words.title} lead={words.lead} />
            <ListTable<AuditRecord>
                name="audit"
                label={words.list}
                empty={words.empty}
                queryKey={['audit']}
                load={async (cursor) => {
                    const page = await body(api.GET('/admin/audit', { params: { query: cursor ? { from: Number(cursor) } : {} } }));
                    return { items: page.items, next: page.next === undefined ? null : String(page.next) };
                }}
                id={(item) => String(item.seq)}
                first={{ header: words.seq, text: (item) => String(item.seq), width: 80 }}
                columns={[
                    { id: 'at', header: words.at, cell: (item) => <When time={item.entry.at} />, width: 190 },
                    { id: 'actor', header: words.actor, cell: (item) => <Who name={item.entry.actor} />, width: 160 },
                    { id: 'act', header: words.act, cell: (item) => item.entry.act, width: 190 },
                    { id: 'subject', header: words.subject, cell: (item) => <span className="mono">{item.entry.subject}</span>, width: 260 },
                    { id: 'details', header: words.details, cell: (item) => <Details of={item.entry.details} /> },
                ]}
            />
        </SpaceBetween>
    );
}

function Details({ of }: { of: AuditRecord['entry']['details'] }): ReactNode {
    return Object.entries(of).map(([name, value]) => <div key={name}>{`${name}: ${value}`}</div>);
}
