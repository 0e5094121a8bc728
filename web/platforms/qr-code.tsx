import { encode } from 'uqr';
import styles from './platforms.module.css';

interface QrCodeProps {
  text: string;
  /** What it is, for who does not see it. */
  label: string;
}

/** A QR code as one path, made here: what it holds signs a device in, so nobody else is given it. */
export default function QrCode({ text, label }: QrCodeProps) {
  const { data, size } = encode(text, { border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  return (
    <svg
      className={styles['qr'] ?? ''}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path.join('')} fill="#000" />
    </svg>
  );
}
