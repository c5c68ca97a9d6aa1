import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { body, type Schemas } from '../api/client';
import { useApi } from '../api/context';
import { useSettings } from '../settings/settings';
import { useWords } from '../words/words';

const FRESH_MS = 60_000;

/** The policy in force. */
export function usePolicy(): Schemas['StaffPolicy'] | undefined {
    const api = useApi();
    return useQuery({ queryKey: ['policy'], queryFn: () => body(api.GET('/admin/policy')), staleTime: FRESH_MS, refetchInterval: FRESH_MS }).data;
}

export type SectionText = { code: string; title: string; text: string; deadline: string };

/** Sections with their words in the language of the console. */
export function useSections(): SectionText[] {
    const { language } = useSettings();
    return (usePolicy()?.sections ?? []).map((section) => ({
        code: section.code,
        title: section.title[language] ?? section.title['en'] ?? section.code,
        text: section.text[language] ?? section.text['en'] ?? '',
        deadline: section.deadline,
    }));
}

/** A section by number and title. */
export function SectionName({ code }: { code: string | undefined }): ReactNode {
    const words = useWords();
    const found = useSections().find((section) => section.code === code);
    if (!code) {
        return words.shared.policyUnknown;
    }
    return found ? `${code} ${found.title}` : code;
}
