import { useMessages } from '../language/language';
import { may, ROLES } from '../session/may';
import { useOperator } from '../session/operator';
import { shellMessages } from '../shell/shell.messages';

/** The roles that whoever looks may give, the least first. */
export function useRoles() {
  const { roles } = useMessages(shellMessages);
  const me = useOperator();
  return ROLES.map((value) => ({
    value,
    label: roles[value],
    disabled: !me.isSuperAdmin && !may(me, value),
  }));
}
