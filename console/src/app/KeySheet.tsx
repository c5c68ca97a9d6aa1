import Box from '@cloudscape-design/components/box';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useListedKeys } from '../keys/keys';
import { useWords } from '../words/words';

/** The keys that work on this page. */
export function KeySheet({ close }: { close: () => void }): ReactNode {
    const words = useWords();
    const keys = useListedKeys();
    return (
        <Modal visible onDismiss={close} header={words.keys.title}>
            <SpaceBetween size="s">
                <Table
                    variant="embedded"
                    trackBy="key"
                    items={keys}
                    columnDefinitions={[
                        { id: 'key', header: words.keys.key, cell: (item) => <kbd className="key">{item.key}</kbd> },
                        { id: 'does', header: words.keys.does, cell: (item) => item.does, isRowHeader: true },
                    ]}
                />
                <Box color="text-body-secondary">{words.keys.note}</Box>
            </SpaceBetween>
        </Modal>
    );
}
