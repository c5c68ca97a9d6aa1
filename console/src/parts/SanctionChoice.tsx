import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import { type ReactNode } from 'react';
import type { Schemas } from '../api/client';
import { useWords } from '../words/words';

type Kind = Schemas['SanctionKind'];
export type Chosen = { kinds: Kind[]; days: string };

const kinds: Kind[] = ['warn', 'remove_content', 'suspend', 'forfeit_credits', 'legal'];
const MOST_DAYS = 300;

/** Whether the days of a suspension are no number that the API takes. */
export function daysWrong({ kinds: chosen, days }: Chosen): boolean {
    const number = Number(days);
    return chosen.includes('suspend') && days.trim() !== '' && !(Number.isInteger(number) && number >= 1 && number <= MOST_DAYS);
}

export function sanctionsOf({ kinds: chosen, days }: Chosen): Schemas['Sanction'][] {
    return chosen.map((kind) => (kind === 'suspend' && days.trim() ? { kind, days: Number(days) } : { kind }));
}

/** Sanctions, and how long a suspension lasts. */
export function SanctionChoice(props: { chosen: Chosen; change: (chosen: Chosen) => void; help?: string; errorText?: string }): ReactNode {
    const words = useWords();
    const { chosen, change } = props;
    const option = (kind: Kind) => ({ value: kind, label: words.sanction[kind] });
    return (
        <>
            <FormField label={words.cases.sanctions} description={props.help} errorText={props.errorText} stretch>
                <Multiselect
                    selectedOptions={chosen.kinds.map(option)}
                    options={kinds.map(option)}
                    expandToViewport
                    onChange={({ detail }) => {
                        const picked = detail.selectedOptions.map((one) => one.value);
                        change({ ...chosen, kinds: kinds.filter((kind) => picked.includes(kind)) });
                    }}
                />
            </FormField>
            {chosen.kinds.includes('suspend') && (
                <FormField
                    label={words.cases.suspendDays}
                    description={words.cases.suspendDaysHelp}
                    errorText={daysWrong(chosen) ? words.cases.suspendDaysWrong : ''}
                >
                    <Input value={chosen.days} inputMode="numeric" onChange={({ detail }) => change({ ...chosen, days: detail.value })} />
                </FormField>
            )}
        </>
    );
}

/** Sanctions in words. */
export function SanctionNames({ sanctions }: { sanctions: Schemas['Sanction'][] }): ReactNode {
    const words = useWords();
    const names = sanctions.map((one) => {
        const name = words.sanction[one.kind];
        return one.kind === 'suspend' ? `${name} ${one.days ? words.enforcements.days(one.days) : words.enforcements.forGood}` : name;
    });
    return names.join(', ') || '–';
}
