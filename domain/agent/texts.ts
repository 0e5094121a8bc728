/** What is said when an agent has nothing to say, by language. */
interface Texts {
  fallback: string;
  /** A person will write. */
  handedOver: string;
}

const TEXTS: Readonly<Record<string, Texts>> = {
  es: {
    fallback: 'Perdón, no pude responderte esta vez. ¿Me lo escribes de nuevo?',
    handedOver: 'Perdón, ahora no puedo responderte. Te va a escribir una persona del equipo por aquí.',
  },
  en: {
    fallback: 'Sorry, I could not answer this time. Could you write it again?',
    handedOver: 'Sorry, I cannot answer right now. Somebody from the team will write to you here.',
  },
  pt: {
    fallback: 'Desculpe, não consegui responder desta vez. Pode escrever de novo?',
    handedOver:
      'Desculpe, agora não consigo responder. Uma pessoa da equipe vai escrever para você por aqui.',
  },
};

/** The text of a language such as `pt-BR`, in Spanish where there is none. */
export function agentText(language: string, which: keyof Texts): string {
  const [primary = ''] = language.toLowerCase().split('-');
  const texts = Object.hasOwn(TEXTS, primary) ? TEXTS[primary] : TEXTS['es'];
  return texts?.[which] ?? '';
}
