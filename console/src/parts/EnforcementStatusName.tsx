import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/client';
import { useWords } from '../words/words';

type Status = Schemas['EnforcementStatus'];

const signs: Record<Status, StatusIndicatorProps.Type> = {
    running: 'in-progress',
    applied: 'success',
    rejected: 'stopped',
    compensating: 'in-progress',
    compensated: 'error',
    overturned: 'info',
};

export const enforcementStatuses = Object.keys(signs) as Status[];

export function EnforcementStatusName({ status }: { status: Status }): ReactNode {
    const { enforcementStatus } = useWords();
    return <StatusIndicator type={signs[status]}>{enforcementStatus[status]}</StatusIndicator>;
}
