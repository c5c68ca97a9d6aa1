import { createContext, useContext } from 'react';
import type { Api, Group, Schemas } from './client';

/** Who works here, and with what. */
export type Desk = { api: Api; me: Schemas['Me']; email: string; signOut: () => void };

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
    const desk = useContext(DeskContext);
    if (!desk) {
        throw new Error('no one is signed in');
    }
    return desk;
}

export const useApi = (): Api => useDesk().api;

/** Whether I am in one of these groups; an admin may what a lead may. */
export function useMay(...groups: Group[]): boolean {
    const mine = useDesk().me.groups;
    return groups.some((group) => mine.includes(group));
}
