import { createContext, useContext } from 'react';
import { en, type Words } from './en';

export type { Words };

export const WordsContext = createContext<Words>(en);

export const useWords = (): Words => useContext(WordsContext);

/** The words of a language; only the one in use is loaded. */
export async function wordsOf(language: 'en' | 'zh'): Promise<Words> {
    return language === 'zh' ? (await import('./zh')).zh : en;
}
