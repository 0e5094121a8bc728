import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

export type Language = 'en' | 'es';

const KEPT_AS = 'hilo-language';

interface Spoken {
  language: Language;
  speak: (language: Language) => void;
}

const LanguageContext = createContext<Spoken>({ language: 'en', speak: () => undefined });

function firstLanguage(): Language {
  const wanted = localStorage.getItem(KEPT_AS) ?? navigator.language;
  return wanted.startsWith('es') ? 'es' : 'en';
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const spoken = useMemo(
    () => ({
      language,
      speak: (next: Language) => {
        localStorage.setItem(KEPT_AS, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <LanguageContext value={spoken}>{children}</LanguageContext>;
}

export function useLanguage(): Spoken {
  return useContext(LanguageContext);
}

type Said = string | ((...args: never[]) => string) | Readonly<Record<string, string>>;

/** The same in another language: every sentence, with the same parameters. */
type Translated<T> = {
  [Key in keyof T]: T[Key] extends string
    ? string
    : T[Key] extends (...args: never[]) => string
      ? T[Key]
      : { [Name in keyof T[Key]]: string };
};

/** A feature's words in both languages: what one lacks, or says with other parameters, does not compile. */
export function defineMessages<T extends Record<string, Said>>(messages: { en: T; es: Translated<T> }) {
  return messages;
}

/** A feature's words in the language of who looks. */
export function useMessages<T>(messages: { en: T; es: Translated<T> }): T | Translated<T> {
  return messages[useLanguage().language];
}
