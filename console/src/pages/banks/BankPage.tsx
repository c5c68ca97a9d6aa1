import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { body, type Schemas } from '../../api/client';
import { useApi } from '../../api/context';
import { ListTable } from '../../parts/ListTable';
import { PageHead } from '../../parts/PageHead';
import { SectionName } from '../../parts/policy';
import { Ago } from '../../parts/When';
import { Who } from '../../parts/Who';
import { useWords } from '../../words/words';

/** Entries of a bank: what, who added it and why. */
export default function BankPage({ id }: { id: string }): ReactNode {
    const words = useWords();
    const api = useApi();
    return (
        <SpaceBetween size="m">
            <PageHead title={words.banks.one(id)} />
            <ListTable<Schemas['BankEntry']>
                name="entries"
                label={words.banks.entries}
                empty={words.banks.noEntries}
                queryKey={['bank', id]}
                load={() => body(api.GET('/admin/banks/{bank}', { params: { path: { bank: id } } }))}
                id={(item) => `${item.kind}:${item.hash}`}
                first={{ header: words.banks.hash, text: (item) => item.hash, width: 300 }}
                columns={[
                    { id: 'kind', header: words.banks.kind, cell: (item) => item.kind },
                    { id: 'purpose', header: words.banks.purpose, cell: (item) => words.banks.purposes[item.purpose] },
                    { id: 'section', header: words.shared.section, cell: (item) => <SectionName code={item.section} /> },
                    { id: 'standing', header: words.banks.standing, cell: (item) => words.banks.standings[item.standing] },
                    { id: 'by', header: words.banks.addedBy, cell: (item) => <Who name={item.added_by} /> },
                    { id: 'at', header: words.banks.addedAt, cell: (item) => <Ago time={item.added_at} /> },
                    { id: 'note', header: words.banks.note, cell: (item) => item.note ?? '–' },
                ]}
            />
        </SpaceBetween>
    );
}
