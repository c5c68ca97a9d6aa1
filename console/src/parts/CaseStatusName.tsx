import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/client';
import { useWords } from '../words/words';

const signs: Record<Schemas['CaseStatus'], StatusIndicatorProps.Type> = {
    open: 'pending',
    enforcing: 'in-progress',
    enforced: 'success',
    failed: 'error',
    dismissed: 'stopped',
    overturned: 'info',
    merged: 'stopped',
};

export function CaseStatusName({ status }: { status: Schemas['CaseStatus'] }): ReactNode {
    const { caseStatus } = useWords();
    return <StatusIndicator type={signs[status]}>{caseStatus[status]}</StatusIndicator>;
}
