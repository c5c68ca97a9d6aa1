import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState, type ReactNode } from 'react';
import { useWords } from '../words/words';
import { reasonOf } from './notes';

const LONGEST = 10_000;

type Props = {
    title: string;
    lead?: ReactNode;
    /** Another name of the text, where it is no reason. */
    label?: string;
    /** Whether it works without a text. */
    optional?: boolean;
    confirm: string;
    close: () => void;
    /** What else has to be chosen; what is missing is said by the fields themselves. */
    ready?: () => boolean;
    run: (reason: string) => Promise<void>;
    children?: ReactNode;
};

/** Asks for a reason before an act. Stays open when the act is refused, with all that was typed. */
export function ReasonDialog(props: Props): ReactNode {
    const { shared: words } = useWords();
    const [reason, setReason] = useState('');
    const [tried, setTried] = useState(false);
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>();
    const missing = !props.optional && reason.trim() === '';
    const confirm = async () => {
        setTried(true);
        const ready = props.ready?.() ?? true;
        if (missing || !ready || busy) {
            return;
        }
        setBusy(true);
        setError(undefined);
        try {
            await props.run(reason.trim());
        } catch (failure) {
            setError(failure);
            setBusy(false);
        }
    };
    return (
        <Modal
            visible
            onDismiss={props.close}
            header={props.title}
            footer={
                <Box float="right">
                    <SpaceBetween direction="horizontal" size="xs">
                        <Button variant="link" onClick={props.close}>
                            {words.cancel}
                        </Button>
                        <Button variant="primary" loading={busy} onClick={() => void confirm()}>
                            {props.confirm}
                        </Button>
                    </SpaceBetween>
                </Box>
            }
        >
            <form
                onSubmit={(event) => event.preventDefault()}
                onKeyDown={(event) => {
                    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                        event.preventDefault();
                        void confirm();
                    }
                }}
            >
                <SpaceBetween size="m">
                    {props.lead && <Box>{props.lead}</Box>}
                    {props.children}
                    <FormField
                        label={props.label ?? words.reason}
                        {...(props.label ? {} : { description: words.reasonHelp })}
                        errorText={tried && missing ? words.reasonMissing : error === undefined ? '' : reasonOf(error, words)}
                        stretch
                    >
                        <Textarea
                            value={reason}
                            rows={4}
                            autoFocus={!props.children}
                            nativeTextareaAttributes={{ maxLength: LONGEST }}
                            onChange={({ detail }) => setReason(detail.value)}
                        />
                    </FormField>
                    <Box color="text-body-secondary" fontSize="body-s">
                        {words.confirmKeys}
                    </Box>
                </SpaceBetween>
            </form>
        </Modal>
    );
}
