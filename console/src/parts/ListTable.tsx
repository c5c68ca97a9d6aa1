import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useKeys } from '../keys/keys';
import { addressWith, go, usePlace } from '../router/place';
import { useWords } from '../words/words';
import { Trouble } from './Refused';
import { moveRow } from './rows';

type Props<T> = {
    /** What the list is, for those who do not see it. */
    label: string;
    /** Its title, where it is a part of a page. */
    title?: string;
    empty: string;
    /** Names the list in the cache and, with its cursor, in the address. */
    name: string;
    queryKey: unknown[];
    load: (cursor: string | undefined) => Promise<{ items: T[]; next?: string | null }>;
    id: (item: T) => string;
    /** Where a row leads; the first column is the link. */
    href?: (item: T) => string;
    first: { header: string; text: (item: T) => string; width?: number };
    columns: { id: string; header: string; cell: (item: T) => ReactNode; width?: number }[];
    actions?: ReactNode;
    filter?: ReactNode;
    /** Whether its rows answer to j and k; one list a page at the most. */
    keys?: boolean;
};

/** A list of the API, page by page; the page is in the address, so that back is back. */
export function ListTable<T>(props: Props<T>): ReactNode {
    const words = useWords();
    const { path, query } = usePlace();
    const parameter = `${props.name}-cursor`;
    const cursor = query.get(parameter) ?? undefined;
    const page = useQuery({
        queryKey: [...props.queryKey, cursor],
        queryFn: () => props.load(cursor),
        placeholderData: keepPreviousData,
    });
    const keyed = props.keys === true;
    useKeys([
        { key: 'j', does: words.keys.down, run: () => moveRow(1), off: !keyed },
        { key: 'k', does: words.keys.up, run: () => moveRow(-1), off: !keyed },
    ]);
    if (page.isError) {
        return <Trouble error={page.error} again={() => void page.refetch()} />;
    }
    const next = page.data?.next ?? undefined;
    const turn = (to: string | undefined) => go(addressWith(path, query, { [parameter]: to }));
    return (
        <Table
            variant={props.title ? 'container' : 'full-page'}
            {...(props.title ? { header: <Header variant="h2" actions={props.actions}>{props.title}</Header> } : {})}
            ariaLabels={{ tableLabel: props.label }}
            loading={page.isPending}
            loadingText={words.shared.loading}
            items={page.data?.items ?? []}
            trackBy={props.id}
            wrapLines
            filter={props.filter}
            empty={<Box textAlign="center">{props.empty}</Box>}
            columnDefinitions={[firstColumn(props, keyed), ...props.columns.map(column)]}
            footer={(next || cursor) && <Turn {...(cursor ? { first: () => turn(undefined) } : {})} {...(next ? { next: () => turn(next) } : {})} />}
        />
    );
}

function firstColumn<T>(props: Props<T>, keyed: boolean): TableProps.ColumnDefinition<T> {
    const { href, first } = props;
    return {
        ...column({ id: 'first', header: first.header, cell: first.text, ...(first.width ? { width: first.width } : {}) }),
        isRowHeader: true,
        cell: (item) =>
            href ? (
                <Link href={href(item)} {...(keyed ? { 'data-row': '' } : {})}>
                    {first.text(item)}
                </Link>
            ) : (
                <span className="mono">{first.text(item)}</span>
            ),
    };
}

function column<T>(of: Props<T>['columns'][number]): TableProps.ColumnDefinition<T> {
    return { id: of.id, header: of.header, cell: of.cell, ...(of.width ? { width: of.width } : {}) };
}

function Turn({ first, next }: { first?: () => void; next?: () => void }): ReactNode {
    const words = useWords();
    return (
        <nav aria-label={words.shared.page}>
            <SpaceBetween direction="horizontal" size="xs">
                <Button disabled={!first} {...(first ? { onClick: first } : {})}>
                    {words.shared.first}
                </Button>
                <Button disabled={!next} iconName="angle-right" iconAlign="right" {...(next ? { onClick: next } : {})}>
                    {words.shared.more}
                </Button>
            </SpaceBetween>
        </nav>
    );
}
