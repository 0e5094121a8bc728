import { useMessages } from '../language/language';
import { ruleNamesMessages } from './rule-names.messages';

/** Names of rules in the language of who looks; those that somebody gave stay as they are. */
export function useRuleNames() {
  const names: Readonly<Record<string, string>> = useMessages(ruleNamesMessages).names;
  return {
    shown: (kept: string) => names[kept] ?? kept,
    /** The name to keep for one that is shown: a rule that is saved in Spanish keeps its name for who looks in English. */
    kept: (shown: string) => Object.keys(names).find((name) => names[name] === shown) ?? shown,
  };
}
