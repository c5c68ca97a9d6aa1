import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { body, type Schemas } from '../../api/client';
import { useApi } from '../../api/context';
import { CaseStatusName } from '../../parts/CaseStatusName';
import { ListTable } from '../../parts/ListTable';
import { PageHead } from '../../parts/PageHead';
import { SectionName } from '../../parts/policy';
import { TroublePage } from '../../parts/Refused';
import { Ago } from '../../parts/When';
import { useWords } from '../../words/words';
import { Keys, Standing, Strikes } from './Standing';

/** All that is known of an account. */
export default function AccountPage({ id }: { id: string }): ReactNode {
    const words = useWords();
    const api = useApi();
    const file = useQuery({ queryKey: ['account', id], queryFn: () => body(api.GET('/admin/accounts/{id}', { params: { path: { id } } })) });
    if (file.isError) {
        return <TroublePage title={words.accounts.one(id)} error={file.error} again={() => void file.refetch()} />;
    }
    if (!file.data) {
        return <Spinner size="large" />;
    }
    const { account, keys } = file.data;
    return (
        <SpaceBetween size="l">
            <PageHead title={words.accounts.one(id)} />
            <Standing of={account} />
            <Strikes of={account.strikes} />
            <ListTable<Schemas['Case']>
                name="cases"
                title={words.accounts.cases}
                label={words.accounts.cases}
                empty={words.accounts.noCases}
                queryKey={['account-cases', id]}
                load={(cursor) => body(api.GET('/admin/accounts/{id}/cases', { params: { path: { id }, query: cursor ? { cursor } : {} } }))}
                id={(item) => item.id}
                href={(item) => `/cases/${item.id}`}
                keys
                first={{ header: words.queue.case, text: (item) => item.id, width: 280 }}
                columns={[
                    { id: 'section', header: words.shared.section, cell: (item) => <SectionName code={item.section} /> },
                    { id: 'status', header: words.shared.status, cell: (item) => <CaseStatusName status={item.status} /> },
                    { id: 'opened', header: words.cases.opened, cell: (item) => <Ago time={item.opened_at} /> },
                ]}
            />
            <Keys of={keys} />
        </SpaceBetween>
    );
}
