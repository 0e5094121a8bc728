export { enrollmentWorkflow } from './programs/enrollment.workflow';
