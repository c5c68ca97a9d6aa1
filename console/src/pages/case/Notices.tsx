import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { SectionName } from '../../parts/policy';
import { Ago } from '../../parts/When';
import { useWords } from '../../words/words';

/** What was reported. Addresses are shown as text: they lead to the very content and are never opened from here. */
export function Notices({ notices, count }: { notices: Schemas['Notice'][]; count: number }): ReactNode {
    const { cases: words } = useWords();
    return (
        <Container header={<Header variant="h2" counter={`(${count})`}>{words.noticesTitle}</Header>}>
            {notices.length === 0 ? <Box>{words.noNotices}</Box> : null}
            <SpaceBetween size="l">
                {notices.map((notice) => (
                    <NoticeView key={notice.id} notice={notice} />
                ))}
            </SpaceBetween>
        </Container>
    );
}

function NoticeView({ notice }: { notice: Schemas['Notice'] }): ReactNode {
    const words = useWords();
    const from = [notice.reporter_name, notice.reporter_email].filter(Boolean).join(', ');
    return (
        <article aria-label={notice.id}>
            <SpaceBetween size="s">
                <Box variant="p">{notice.explanation}</Box>
                <KeyValuePairs
                    columns={3}
                    items={[
                        { label: words.cases.reporter, value: from || '–' },
                        { label: words.cases.channel, value: words.cases.channels[notice.channel] },
                        { label: words.cases.received, value: <Ago time={notice.received_at} /> },
                        { label: words.shared.section, value: <SectionName code={notice.section} /> },
                        { label: words.cases.goodFaith, value: notice.good_faith ? words.shared.yes : words.shared.no },
                        { label: words.shared.id, value: <span className="mono">{notice.id}</span> },
                    ]}
                />
                {notice.urls.length > 0 && (
                    <ul aria-label={words.cases.urls}>
                        {notice.urls.map((url) => (
                            <li key={url} className="mono">
                                {url}
                            </li>
                        ))}
                    </ul>
                )}
            </SpaceBetween>
        </article>
    );
}
