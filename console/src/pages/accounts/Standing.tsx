import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { SectionName } from '../../parts/policy';
import { Ago, When } from '../../parts/When';
import { useWords } from '../../words/words';

/** How the account stands. */
export function Standing({ of }: { of: Schemas['Account'] }): ReactNode {
    const { accounts: words, shared, enforcements } = useWords();
    const suspension = of.standing.suspension;
    return (
        <Container header={<Header variant="h2">{words.standing}</Header>}>
            <KeyValuePairs
                columns={4}
                items={[
                    {
                        label: words.standing,
                        value: <StatusIndicator type={suspension ? 'stopped' : 'success'}>{words.standings[of.standing.state]}</StatusIndicator>,
                    },
                    { label: words.plan, value: of.plan },
                    { label: words.credits, value: of.credits },
                    { label: words.created, value: <When time={of.created_at} /> },
                    { label: words.strikes, value: of.strikes.length },
                    { label: words.locale, value: of.locale },
                    ...(suspension
                        ? [
                              { label: shared.section, value: <SectionName code={suspension.section} /> },
                              {
                                  label: enforcements.title,
                                  value: (
                                      <>
                                          <Link href={`/enforcements/${suspension.enforcement_id}`}>{suspension.enforcement_id}</Link>{' '}
                                          {suspension.until ? <When time={suspension.until} /> : words.forGood}
                                      </>
                                  ),
                              },
                          ]
                        : []),
                ]}
            />
        </Container>
    );
}

export function Strikes({ of }: { of: Schemas['Strike'][] }): ReactNode {
    const words = useWords();
    return (
        <Table
            header={<Header variant="h2">{words.accounts.strikes}</Header>}
            items={of}
            empty={<Box textAlign="center">{words.accounts.noStrikes}</Box>}
            columnDefinitions={[
                { id: 'case', header: words.queue.case, cell: (item) => <Link href={`/cases/${item.case_id}`}>{item.case_id}</Link>, isRowHeader: true },
                { id: 'section', header: words.shared.section, cell: (item) => <SectionName code={item.section} /> },
                { id: 'at', header: words.accounts.at, cell: (item) => <Ago time={item.at} /> },
            ]}
        />
    );
}

export function Keys({ of }: { of: Schemas['Key'][] }): ReactNode {
    const { accounts: words, shared } = useWords();
    return (
        <Table
            header={<Header variant="h2">{words.keys}</Header>}
            items={of}
            empty={<Box textAlign="center">{words.noKeys}</Box>}
            columnDefinitions={[
                { id: 'name', header: words.keyName, cell: (item) => item.name, isRowHeader: true },
                { id: 'scopes', header: words.scopes, cell: (item) => item.scopes.join(', ') },
                { id: 'created', header: words.created, cell: (item) => <Ago time={item.created_at} /> },
                { id: 'revoked', header: words.revoked, cell: (item) => (item.revoked ? shared.yes : shared.no) },
            ]}
        />
    );
}
