import type { AppointmentsDeps } from '../../../../activities/appointments/appointments-deps';
import { createAppointmentTools } from '../../../../activities/agent/appointment-tools';
import type { ShopToolsDeps } from '../../../../activities/agent/shop/shop-tools-deps';
import { createShopTools } from '../../../../activities/agent/shop-tools';
import { TOOL_NAMES } from '../../../../domain/agent/tool-names';

it('the names of tools are those of the tools there are', () => {
  const tools = [...createShopTools({} as ShopToolsDeps), ...createAppointmentTools({} as AppointmentsDeps)];
  expect(tools.map(({ declaration }) => declaration.name).toSorted()).toEqual(TOOL_NAMES.toSorted());
});
