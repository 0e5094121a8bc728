import { ensureBundle } from './start';

export default ensureBundle;
