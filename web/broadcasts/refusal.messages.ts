import { defineMessages } from '../language/language';

/** What is wrong with a row, and what to do. */
export const refusalMessages = defineMessages({
  en: {
    badAddress:
      'Not a number that can exist: write it with its country code, such as +573001112233, in a column of the format Text',
    sameAs: (line: string) => `The same number as in line ${line}`,
    noValue: (place: string) => `${place} has no value in this row`,
    badValue: (place: string) => `${place}: no line breaks, tabs or long runs of spaces`,
    tooLong: (place: string, most: string) => `${place}: more than ${most} characters`,
    message: 'The message',
    cells: (cells: string, columns: string) => `${cells} cells where the first line has ${columns}`,
    optedOut: 'The contact wants no more messages',
    excluded: 'A program excluded the contact for good',
  },
  es: {
    badAddress:
      'No es un número posible: escríbalo con su indicativo, como +573001112233, en una columna con formato de texto',
    sameAs: (line: string) => `El mismo número que en la línea ${line}`,
    noValue: (place: string) => `${place} no tiene dato en esta fila`,
    badValue: (place: string) => `${place}: sin saltos de línea, tabulaciones ni muchos espacios seguidos`,
    tooLong: (place: string, most: string) => `${place}: más de ${most} caracteres`,
    message: 'El mensaje',
    cells: (cells: string, columns: string) => `${cells} celdas donde la primera línea tiene ${columns}`,
    optedOut: 'El contacto no quiere más mensajes',
    excluded: 'Un programa excluyó al contacto para siempre',
  },
});
