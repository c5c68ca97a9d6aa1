import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { useWords } from '../../words/words';

type Applied = Schemas['Enforcement']['applied'];

/** What each sanction changed. */
export function Changed({ of }: { of: Applied }): ReactNode {
    const words = useWords();
    const rows = Object.entries(of).flatMap(([kind, facts]) =>
        Object.entries(facts).map(([name, value]) => ({ kind: kind as Schemas['SanctionKind'], name, value })),
    );
    return (
        <Table
            header={<Header variant="h2">{words.enforcements.changed}</Header>}
            items={rows}
            wrapLines
            empty={<Box textAlign="center">{words.enforcements.nothingChanged}</Box>}
            columnDefinitions={[
                { id: 'kind', header: words.enforcements.sanctions, cell: (row) => words.sanction[row.kind], isRowHeader: true },
                { id: 'name', header: words.audit.details, cell: (row) => row.name },
                { id: 'value', header: words.audit.value, cell: (row) => <span className="mono">{row.value}</span> },
            ]}
        />
    );
}
