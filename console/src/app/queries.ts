import { QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem';

/** How often what is shown is looked at again while the page is visible. */
export const LIVE_MS = 10_000;

const ATTEMPTS = 3;

/** Refusals are final; what did not get through is tried again. */
export function createQueries(): QueryClient {
    return new QueryClient({
        defaultOptions: {
            queries: {
                retry: (failures, error) => !(error instanceof Problem && error.status < 500) && failures < ATTEMPTS,
                refetchInterval: LIVE_MS,
                refetchIntervalInBackground: false,
                staleTime: LIVE_MS / 2,
            },
            mutations: { retry: false },
        },
    });
}
