import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { body, type Schemas } from '../../api/client';
import { useDesk } from '../../api/context';
import { useKeys } from '../../keys/keys';
import { useNotes } from '../../parts/notes';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { useWords } from '../../words/words';
import { useNextCase } from './advance';
import { Decide } from './Decide';

type Dialog = 'decide' | 'dismiss' | 'comment';

/** What may be done about a case, each by a button and a key. */
export function Actions({ of }: { of: Schemas['Case'] }): ReactNode {
    const { cases: words } = useWords();
    const { api, me } = useDesk();
    const { done, failed } = useNotes();
    const queries = useQueryClient();
    const advance = useNextCase();
    const [dialog, setDialog] = useState<Dialog | null>(null);
    const path = { id: of.id };
    const open = of.status === 'open';
    const mine = of.claimed_by === me.name;
    const look = () => queries.invalidateQueries();
    const act = async (call: () => Promise<unknown>, said: string) => {
        try {
            await call();
            done(said);
        } catch (error) {
            failed(error);
        }
        await look();
    };
    const claim = () => act(() => body(api.POST('/admin/cases/{id}/claim', { params: { path } })), words.done.claim);
    const release = () => act(() => body(api.POST('/admin/cases/{id}/release', { params: { path } })), words.done.release);
    const close = () => setDialog(null);
    const finish = async (said: string, leave: boolean) => {
        close();
        done(said);
        await look();
        if (leave) {
            await advance(false);
        }
    };
    useKeys([
        { key: 'a', does: words.acknowledge, run: () => void claim(), off: !open || mine },
        { key: 'r', does: words.release, run: () => void release(), off: !open || !mine },
        { key: 't', does: words.takeDown, run: () => setDialog('decide'), off: !open },
        { key: 'd', does: words.dismiss, run: () => setDialog('dismiss'), off: !open },
        { key: 'c', does: words.comment, run: () => setDialog('comment') },
        { key: 'n', does: words.next, run: () => void advance(true) },
    ]);
    return (
        <>
            <SpaceBetween direction="horizontal" size="xs">
                {open && !mine && <Button onClick={() => void claim()}>{words.acknowledge}</Button>}
                {open && mine && <Button onClick={() => void release()}>{words.release}</Button>}
                <Button onClick={() => setDialog('comment')}>{words.comment}</Button>
                {open && <Button onClick={() => setDialog('dismiss')}>{words.dismiss}</Button>}
                {open && (
                    <Button variant="primary" onClick={() => setDialog('decide')}>
                        {words.takeDown}
                    </Button>
                )}
                <Button iconName="angle-right" iconAlign="right" onClick={() => void advance(true)}>
                    {words.next}
                </Button>
            </SpaceBetween>
            {dialog === 'decide' && <Decide of={of} close={close} finish={() => finish(words.done.decide, true)} />}
            {dialog === 'dismiss' && (
                <ReasonDialog
                    title={words.dismissTitle}
                    lead={words.dismissLead}
                    confirm={words.dismissTitle}
                    close={close}
                    run={async (reason) => {
                        await body(api.POST('/admin/cases/{id}/dismiss', { params: { path }, body: { version: of.version, reason } }));
                        await finish(words.done.dismiss, true);
                    }}
                />
            )}
            {dialog === 'comment' && (
                <ReasonDialog
                    title={words.commentTitle}
                    label={words.commentField}
                    confirm={words.commentTitle}
                    close={close}
                    run={async (text) => {
                        await body(api.POST('/admin/cases/{id}/comments', { params: { path }, body: { text } }));
                        await finish(words.done.comment, false);
                    }}
                />
            )}
        </>
    );
}
