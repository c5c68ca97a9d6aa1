import FormField from '@cloudscape-design/components/form-field';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { addressWith, go, usePlace } from '../../router/place';
import { useWords } from '../../words/words';
import { Views } from './Views';

type Status = Schemas['CaseStatus'];

const statuses: Status[] = ['open', 'enforcing', 'enforced', 'failed', 'dismissed', 'overturned', 'merged'];

/** What the address asks for. */
export function filtersOf(query: URLSearchParams): { status: Status } {
    const asked = query.get('status');
    return { status: statuses.find((status) => status === asked) ?? 'open' };
}

/** Filters of the queue; all of them are in the address, and a saved view is a name for one. */
export function Filters(): ReactNode {
    const words = useWords();
    const { path, query } = usePlace();
    const filters = filtersOf(query);
    const change = (changes: Record<string, string | undefined>) =>
        go(addressWith(path, query, { ...changes, 'cases-cursor': undefined }));
    return (
        <SpaceBetween direction="horizontal" size="m">
            <Choice
                label={words.shared.status}
                value={filters.status}
                options={statuses.map((value) => ({ value, label: words.caseStatus[value] }))}
                choose={(status) => change({ status })}
            />
            <Views />
        </SpaceBetween>
    );
}

function Choice(props: { label: string; value: string; options: { value: string; label: string }[]; choose: (value: string) => void }): ReactNode {
    const selected: SelectProps.Option | undefined = props.options.find((option) => option.value === props.value);
    return (
        <FormField label={props.label}>
            <Select
                selectedOption={selected ?? null}
                options={props.options}
                expandToViewport
                onChange={({ detail }) => props.choose(detail.selectedOption.value ?? '')}
            />
        </FormField>
    );
}

