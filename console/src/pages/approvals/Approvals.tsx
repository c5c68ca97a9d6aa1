import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { body, type Schemas } from '../../api/client';
import { useApi, useDesk } from '../../api/context';
import { ListTable } from '../../parts/ListTable';
import { useNotes } from '../../parts/notes';
import { PageHead } from '../../parts/PageHead';
import { SectionName } from '../../parts/policy';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { SanctionNames } from '../../parts/SanctionChoice';
import { Due } from '../../parts/When';
import { Who } from '../../parts/Who';
import { useWords } from '../../words/words';

type Approval = Schemas['Approval'];

/** What a second person has to approve. */
export default function Approvals(): ReactNode {
    const words = useWords();
    const api = useApi();
    const [asked, setAsked] = useState<{ approval: Approval; approve: boolean } | null>(null);
    return (
        <SpaceBetween size="m">
            <PageHead title={words.approvals.title} lead={words.approvals.lead} />
            <ListTable<Approval>
                name="approvals"
                label={words.approvals.list}
                empty={words.approvals.empty}
                queryKey={['approvals']}
                load={(cursor) => body(api.GET('/admin/approvals', { params: { query: cursor ? { cursor } : {} } }))}
                id={(item) => item.id}
                href={(item) => `/enforcements/${item.enforcement_id}`}
                keys
                first={{ header: words.enforcements.title, text: (item) => item.enforcement_id, width: 230 }}
                columns={[
                    { id: 'account', header: words.shared.account, cell: (item) => item.account },
                    { id: 'section', header: words.shared.section, cell: (item) => <SectionName code={item.section} /> },
                    { id: 'sanctions', header: words.approvals.sanctions, cell: (item) => <SanctionNames sanctions={item.sanctions} /> },
                    { id: 'reason', header: words.shared.reason, cell: (item) => item.reason },
                    { id: 'proposer', header: words.approvals.proposer, cell: (item) => <Who name={item.proposer} />, width: 130 },
                    { id: 'due', header: words.approvals.due, cell: (item) => <Due time={item.due} />, width: 150 },
                    {
                        id: 'answer',
                        header: words.banks.actions,
                        cell: (item) => <Answer of={item} ask={(approve) => setAsked({ approval: item, approve })} />,
                        width: 220,
                    },
                ]}
            />
            {asked && <AnswerDialog {...asked} close={() => setAsked(null)} />}
        </SpaceBetween>
    );
}

function Answer({ of, ask }: { of: Approval; ask: (approve: boolean) => void }): ReactNode {
    const { approvals: words } = useWords();
    const { me } = useDesk();
    const own = of.proposer === me.name;
    return (
        <SpaceBetween direction="horizontal" size="xs">
            <Button variant="inline-link" disabled={own} disabledReason={words.own} ariaLabel={`${words.approve} ${of.enforcement_id}`} onClick={() => ask(true)}>
                {words.approve}
            </Button>
            <Button variant="inline-link" disabled={own} disabledReason={words.own} ariaLabel={`${words.reject} ${of.enforcement_id}`} onClick={() => ask(false)}>
                {words.reject}
            </Button>
        </SpaceBetween>
    );
}

/** Approves or rejects, with a reason. */
export function AnswerDialog({ approval, approve, close }: { approval: Approval; approve: boolean; close: () => void }): ReactNode {
    const { approvals: words } = useWords();
    const api = useApi();
    const queries = useQueryClient();
    const { done } = useNotes();
    return (
        <ReasonDialog
            title={approve ? words.approveTitle : words.rejectTitle}
            lead={<SanctionNames sanctions={approval.sanctions} />}
            confirm={approve ? words.approveTitle : words.rejectTitle}
            close={close}
            run={async (reason) => {
                await body(api.POST('/admin/approvals/{id}', { params: { path: { id: approval.id } }, body: { approve, reason } }));
                close();
                done(approve ? words.approved : words.rejected);
                await queries.invalidateQueries();
            }}
        />
    );
}
