import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { body, type Schemas } from '../../api/client';
import { useDesk } from '../../api/context';
import { useKeys } from '../../keys/keys';
import { useWords } from '../../words/words';
import { AnswerDialog } from '../approvals/Approvals';

/** The approval that this enforcement waits for, where I may give it. */
export function Waits({ of }: { of: Schemas['Enforcement'] }): ReactNode {
    const { approvals: words } = useWords();
    const { api, me } = useDesk();
    const [approve, setApprove] = useState<boolean | null>(null);
    const running = of.status === 'running' && of.approval_group !== undefined && of.approved_by === undefined;
    const approval = useQuery({
        queryKey: ['approval-of', of.id],
        enabled: running,
        queryFn: async () => {
            const page = await body(api.GET('/admin/approvals'));
            return page.items.find((item) => item.enforcement_id === of.id) ?? null;
        },
    }).data;
    const own = approval?.proposer === me.name;
    const off = !approval || own || !running;
    useKeys([
        { key: 'a', does: words.approve, run: () => setApprove(true), off },
        { key: 'x', does: words.reject, run: () => setApprove(false), off },
    ]);
    if (!approval || !running) {
        return null;
    }
    return (
        <>
            <SpaceBetween direction="horizontal" size="xs">
                <Button disabled={own} disabledReason={words.own} onClick={() => setApprove(false)}>
                    {words.reject}
                </Button>
                <Button variant="primary" disabled={own} disabledReason={words.own} onClick={() => setApprove(true)}>
                    {words.approve}
                </Button>
            </SpaceBetween>
            {approve !== null && <AnswerDialog approval={approval} approve={approve} close={() => setApprove(null)} />}
        </>
    );
}
