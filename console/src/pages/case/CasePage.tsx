import Grid from '@cloudscape-design/components/grid';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { body } from '../../api/client';
import { useApi } from '../../api/context';
import { PageHead } from '../../parts/PageHead';
import { SectionName } from '../../parts/policy';
import { TroublePage } from '../../parts/Refused';
import { useWords } from '../../words/words';
import { Actions } from './Actions';
import { Events } from './Events';
import { Facts } from './Facts';
import { Notices } from './Notices';
import { PolicyText } from './PolicyText';

/** All that is known of a case, and what may be done about it. */
export default function CasePage({ id }: { id: string }): ReactNode {
    const words = useWords();
    const api = useApi();
    const view = useQuery({ queryKey: ['case', id], queryFn: () => body(api.GET('/admin/cases/{id}', { params: { path: { id } } })) });
    if (view.isError) {
        return <TroublePage title={words.cases.title(id)} error={view.error} again={() => void view.refetch()} />;
    }
    if (!view.data) {
        return <Spinner size="large" />;
    }
    const { case: found, events, notices } = view.data;
    return (
        <SpaceBetween size="l">
            <PageHead title={words.cases.title(id)} lead={<SectionName code={found.section} />} actions={<Actions of={found} />} />
            <Grid gridDefinition={[{ colspan: { default: 12, s: 7 } }, { colspan: { default: 12, s: 5 } }]}>
                <SpaceBetween size="l">
                    <Notices notices={notices} count={found.notice_count} />
                    <Events events={events} />
                </SpaceBetween>
                <SpaceBetween size="l">
                    <Facts of={found} />
                    <PolicyText code={found.section} />
                </SpaceBetween>
            </Grid>
        </SpaceBetween>
    );
}
