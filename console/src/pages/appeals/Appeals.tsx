import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { body, type Schemas } from '../../api/client';
import { useApi } from '../../api/context';
import { ListTable } from '../../parts/ListTable';
import { PageHead } from '../../parts/PageHead';
import { SectionName } from '../../parts/policy';
import { Ago, Due } from '../../parts/When';
import { useWords } from '../../words/words';

/** Appeals that wait. */
export default function Appeals(): ReactNode {
    const words = useWords();
    const api = useApi();
    return (
        <SpaceBetween size="m">
            <PageHead title={words.appeals.title} lead={words.appeals.lead} />
            <ListTable<Schemas['Appeal']>
                name="appeals"
                label={words.appeals.list}
                empty={words.appeals.empty}
                queryKey={['appeals']}
                load={(cursor) => body(api.GET('/admin/appeals', { params: { query: cursor ? { cursor } : {} } }))}
                id={(item) => item.id}
                href={(item) => `/appeals/${item.id}`}
                keys
                first={{ header: words.shared.id, text: (item) => item.id, width: 280 }}
                columns={[
                    { id: 'account', header: words.shared.account, cell: (item) => item.account },
                    { id: 'section', header: words.shared.section, cell: (item) => <SectionName code={item.section} /> },
                    { id: 'opened', header: words.appeals.opened, cell: (item) => <Ago time={item.opened_at} />, width: 150 },
                    { id: 'due', header: words.appeals.due, cell: (item) => <Due time={item.due} />, width: 170 },
                ]}
            />
        </SpaceBetween>
    );
}
