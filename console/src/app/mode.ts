import { applyMode, Mode } from '@cloudscape-design/global-styles';
import { useEffect } from 'react';
import { useSettings } from '../settings/settings';

/** Light or dark, as the person chose or as the system is. */
export function useMode(): void {
    const { mode } = useSettings();
    useEffect(() => {
        const system = matchMedia('(prefers-color-scheme: dark)');
        const apply = () => {
            const dark = mode === 'dark' || (mode === 'system' && system.matches);
            applyMode(dark ? Mode.Dark : Mode.Light);
        };
        apply();
        system.addEventListener('change', apply);
        return () => system.removeEventListener('change', apply);
    }, [mode]);
}
