export { analyticsWorkflow } from './analytics/analytics.workflow';
export { broadcastWorkflow } from './broadcasts/broadcast.workflow';
export { conversationWorkflow } from './conversations/conversation.workflow';
export { sendWorkflow } from './messaging/send.workflow';
export { enrollmentWorkflow } from './programs/enrollment.workflow';
export { checkoutWorkflow } from './shop/checkout.workflow';
export { sweepWorkflow } from './sweeps/sweep.workflow';
