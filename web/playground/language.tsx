// The reader's language: Dutch unless chosen otherwise, remembered by this browser.
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { ENGLISH } from './text-en.ts';
import { DUTCH, type Text } from './text-nl.ts';
import type { Words } from './wire.ts';

export type Language = 'nl' | 'en';
const KEY = 'samenzicht.language';

type Reading = { readonly language: Language; readonly text: Text; readonly choose: (language: Language) => void };
const Reader = createContext<Reading>({ language: 'nl', text: DUTCH, choose: () => {} });

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(remembered);
  const text = language === 'nl' ? DUTCH : ENGLISH;
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = text.title;
  }, [language, text]);
  const choose = (chosen: Language) => {
    setLanguage(chosen);
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      // A browser that keeps nothing: the choice holds for this visit.
    }
  };
  return <Reader value={{ language, text, choose }}>{children}</Reader>;
}

export const useReading = () => useContext(Reader);

/** What the gateway says in two languages, in the reader's. */
export function useSay(): (said: Words) => string {
  const { language } = useReading();
  return (said) => said[language];
}

function remembered(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'nl';
  } catch {
    return 'nl';
  }
}
