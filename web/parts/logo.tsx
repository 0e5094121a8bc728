import mark from '../logo.svg';

/** The mark: one thread that makes an h. */
export function Logo({ size }: { size: number }) {
  return <img src={mark} width={size} height={size} alt="" />;
}
