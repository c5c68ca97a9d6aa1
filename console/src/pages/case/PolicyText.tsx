import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { ReactNode } from 'react';
import { useSections } from '../../parts/policy';
import { useWords } from '../../words/words';

/** The policy's own words on the section, beside what is decided by them. */
export function PolicyText({ code }: { code: string | undefined }): ReactNode {
    const { cases: words } = useWords();
    const sections = useSections();
    const shown = code ? sections.filter((section) => section.code === code) : sections;
    return (
        <Container header={<Header variant="h2">{words.policy}</Header>}>
            {shown.map((section) => (
                <div key={section.code}>
                    <Box variant="h3">{`${section.code} ${section.title}`}</Box>
                    <Box variant="p">{section.text}</Box>
                </div>
            ))}
        </Container>
    );
}
