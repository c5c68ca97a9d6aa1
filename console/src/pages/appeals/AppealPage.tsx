import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { body, type Schemas } from '../../api/client';
import { useApi, useDesk } from '../../api/context';
import { useKeys } from '../../keys/keys';
import { useNotes } from '../../parts/notes';
import { PageHead } from '../../parts/PageHead';
import { SectionName } from '../../parts/policy';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { TroublePage } from '../../parts/Refused';
import { Due, When } from '../../parts/When';
import { Who } from '../../parts/Who';
import { useWords } from '../../words/words';
import { Original } from './Original';

type Appeal = Schemas['Appeal'];

/** The original decision beside what the person says now. */
export default function AppealPage({ id }: { id: string }): ReactNode {
    const { appeals: words } = useWords();
    const api = useApi();
    const appeal = useQuery({ queryKey: ['appeal', id], queryFn: () => body(api.GET('/admin/appeals/{id}', { params: { path: { id } } })) });
    if (appeal.isError) {
        return <TroublePage title={words.one(id)} error={appeal.error} again={() => void appeal.refetch()} />;
    }
    if (!appeal.data) {
        return <Spinner size="large" />;
    }
    return (
        <SpaceBetween size="l">
            <PageHead title={words.one(id)} lead={<SectionName code={appeal.data.section} />} actions={<Decision of={appeal.data} />} />
            <ColumnLayout columns={2}>
                <Original of={appeal.data} />
                <NewFacts of={appeal.data} />
            </ColumnLayout>
        </SpaceBetween>
    );
}

function NewFacts({ of }: { of: Appeal }): ReactNode {
    const words = useWords();
    return (
        <Container header={<Header variant="h2">{words.appeals.facts}</Header>}>
            <SpaceBetween size="m">
                <Box variant="p">
                    <span className="prompt">{of.statement}</span>
                </Box>
                <KeyValuePairs
                    columns={2}
                    items={[
                        { label: words.shared.account, value: <Link href={`/accounts/${of.account}`}>{of.account}</Link> },
                        { label: words.appeals.opened, value: <When time={of.opened_at} /> },
                        { label: words.appeals.due, value: <Due time={of.due} /> },
                        { label: words.shared.status, value: words.appeals.states[of.state] },
                        ...(of.decision_reason ? [{ label: words.appeals.answer, value: of.decision_reason }] : []),
                        ...(of.decided_by ? [{ label: words.cases.decidedBy, value: <Who name={of.decided_by} /> }] : []),
                    ]}
                />
            </SpaceBetween>
        </Container>
    );
}

function Decision({ of }: { of: Appeal }): ReactNode {
    const { appeals: words } = useWords();
    const { api, me } = useDesk();
    const queries = useQueryClient();
    const { done } = useNotes();
    const [overturn, setOverturn] = useState<boolean | null>(null);
    const own = of.first_decided_by.includes(me.name);
    const open = of.state === 'pending';
    useKeys([
        { key: 'u', does: words.uphold, run: () => setOverturn(false), off: !open || own },
        { key: 'o', does: words.overturn, run: () => setOverturn(true), off: !open || own },
    ]);
    if (!open) {
        return null;
    }
    const close = () => setOverturn(null);
    const title = overturn ? words.overturnTitle : words.upholdTitle;
    return (
        <>
            <SpaceBetween direction="horizontal" size="xs">
                <Button disabled={own} disabledReason={words.own} onClick={() => setOverturn(false)}>
                    {words.uphold}
                </Button>
                <Button variant="primary" disabled={own} disabledReason={words.own} onClick={() => setOverturn(true)}>
                    {words.overturn}
                </Button>
            </SpaceBetween>
            {overturn !== null && (
                <ReasonDialog
                    title={title}
                    lead={overturn ? words.overturnLead : words.upholdLead}
                    confirm={title}
                    close={close}
                    run={async (reason) => {
                        await body(api.POST('/admin/appeals/{id}', { params: { path: { id: of.id } }, body: { overturn, reason } }));
                        close();
                        done(words.done);
                        await queries.invalidateQueries();
                    }}
                />
            )}
        </>
    );
}
