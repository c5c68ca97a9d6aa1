import { I18nProvider, type I18nProviderProps } from '@cloudscape-design/components/i18n';
import { useEffect, useState, type ReactNode } from 'react';
import { useSettings } from '../settings/settings';
import { wordsOf, WordsContext, type Words } from '../words/words';

type Loaded = { language: 'en' | 'zh'; words: Words; messages: I18nProviderProps.Messages };

async function load(language: 'en' | 'zh'): Promise<Loaded> {
    const [words, messages] = await Promise.all([
        wordsOf(language),
        language === 'zh'
            ? import('@cloudscape-design/components/i18n/messages/all.zh-CN')
            : import('@cloudscape-design/components/i18n/messages/all.en'),
    ]);
    return { language, words, messages: messages.default };
}

/** Words of the chosen language for the console's own parts and for Cloudscape's. */
export function Languages({ children }: { children: ReactNode }): ReactNode {
    const { language } = useSettings();
    const [loaded, setLoaded] = useState<Loaded | null>(null);
    useEffect(() => {
        let wanted = true;
        void load(language).then((next) => {
            if (wanted) {
                document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
                setLoaded(next);
            }
        });
        return () => {
            wanted = false;
        };
    }, [language]);
    return (
        loaded && (
            <I18nProvider locale={loaded.language === 'zh' ? 'zh-CN' : 'en'} messages={[loaded.messages]}>
                <WordsContext value={loaded.words}>{children}</WordsContext>
            </I18nProvider>
        )
    );
}
