import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The colour of the thread; the shades that carry text keep 4.5 : 1. */
const hilo: MantineColorsTuple = [
  '#e8f6f4',
  '#d0ebe6',
  '#a2d8cf',
  '#71c4b7',
  '#4ab3a4',
  '#2f9f90',
  '#1c8a7b',
  '#127467',
  '#0c5f55',
  '#064a42',
];

/** Greys with a little of the same colour, for the dark scheme: text first, grounds last. */
const dark: MantineColorsTuple = [
  '#d5dcdb',
  '#bfc9c8',
  '#a3b1b0',
  '#7d8c8b',
  '#384445',
  '#2d3738',
  '#1b2223',
  '#171d1e',
  '#14191a',
  '#0e1213',
];

export const theme = createTheme({
  colors: { hilo, dark },
  primaryColor: 'hilo',
  primaryShade: 7,
  defaultRadius: 'md',
  cursorType: 'pointer',
  // A dialog is where it will stay from its first frame, for whoever asked for stillness.
  respectReducedMotion: true,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.625rem' }, h2: { fontSize: '1.25rem' } } },
  components: {
    Alert: { defaultProps: { variant: 'light' } },
    Table: { defaultProps: { verticalSpacing: 'sm', highlightOnHover: true } },
    Tooltip: { defaultProps: { withArrow: true } },
  },
});
