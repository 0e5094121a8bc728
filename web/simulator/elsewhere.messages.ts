import { defineMessages } from '../language/language';
import type { ShownChange } from './simulator-data';

type Why = Extract<ShownChange, { why: unknown }>['why'];

/** Why an adapter would not send something, by its code; the API says the rest in its own words. */
const REFUSALS_IN_ENGLISH: Readonly<Record<string, string>> = {
  'text-too-long': 'the text is too long.',
  'text-empty': 'it has no words.',
  'content-unsupported': 'it has no such messages.',
  'template-unsupported': 'it has no templates; the words go as text.',
  'template-invalid': 'the template does not have a name of that platform.',
  'template-variable-invalid': 'a value of the template is not taken.',
  'file-unsupported': 'it takes no files of this type.',
  'file-too-large': 'the file is too large.',
  'file-address-invalid': 'the file has to be at an https address.',
  'file-gone': 'the file was deleted.',
  'caption-unsupported': 'files of this kind go without words.',
  'caption-too-long': 'there are too many words under the file.',
  'choices-invalid': 'it does not take these options.',
  'album-invalid': 'it does not take these files as an album.',
};

const REFUSALS_IN_SPANISH: Readonly<Record<string, string>> = {
  'text-too-long': 'el texto es demasiado largo.',
  'text-empty': 'no tiene palabras.',
  'content-unsupported': 'no tiene mensajes de este tipo.',
  'template-unsupported': 'no tiene plantillas; las palabras van como texto.',
  'template-invalid': 'la plantilla no tiene un nombre de esa plataforma.',
  'template-variable-invalid': 'no admite un valor de la plantilla.',
  'file-unsupported': 'no admite archivos de este tipo.',
  'file-too-large': 'el archivo es demasiado grande.',
  'file-address-invalid': 'el archivo debe estar en una dirección https.',
  'file-gone': 'el archivo fue eliminado.',
  'caption-unsupported': 'los archivos de esta clase van sin palabras.',
  'caption-too-long': 'hay demasiadas palabras bajo el archivo.',
  'choices-invalid': 'no admite estas opciones.',
  'album-invalid': 'no admite estos archivos como álbum.',
};

export const elsewhereMessages = defineMessages({
  en: {
    refused: (platform: string, why: string) => `${platform} would not get this: ${why}`,
    refusals: REFUSALS_IN_ENGLISH,
    change: (change: ShownChange): string => {
      switch (change.code) {
        case 'options-as-lines':
          return `${change.count} options as numbered lines, because ${whyInEnglish(change.why)}`;
        case 'buttons-as-list':
          return `${change.count} buttons as a list, because ${whyInEnglish(change.why)}`;
        case 'list-as-buttons':
          return `a list of ${change.count} as buttons, because ${whyInEnglish(change.why)}`;
        case 'opener-replaced':
          return `other words open the list: at most ${change.most} characters`;
        case 'text-split': {
          const where = change.above === null ? '' : ' above options';
          return `text in ${change.parts} messages: at most ${change.most} characters${where}`;
        }
        case 'caption-apart':
          return change.most === null
            ? 'words in a message of their own: this kind of file has none'
            : `words in a message of their own: at most ${change.most} characters under a file`;
        case 'file-as-text':
          return 'a file as its address: this kind is not taken';
        case 'file-left-out':
          return 'a file left out: this kind is not taken';
        case 'empty-text-left-out':
          return 'a text without words left out';
        case 'appointment-as-address':
          return 'a link to the appointment instead of its file';
      }
    },
  },
  es: {
    refused: (platform: string, why: string) => `${platform} no lo recibiría: ${why}`,
    refusals: REFUSALS_IN_SPANISH,
    change: (change: ShownChange): string => {
      switch (change.code) {
        case 'options-as-lines':
          return `${change.count} opciones como líneas numeradas, porque ${whyInSpanish(change.why)}`;
        case 'buttons-as-list':
          return `${change.count} botones como lista, porque ${whyInSpanish(change.why)}`;
        case 'list-as-buttons':
          return `una lista de ${change.count} como botones, porque ${whyInSpanish(change.why)}`;
        case 'opener-replaced':
          return `otras palabras abren la lista: ${change.most} caracteres como máximo`;
        case 'text-split': {
          const where = change.above === null ? '' : ' sobre opciones';
          return `texto en ${change.parts} mensajes: ${change.most} caracteres como máximo${where}`;
        }
        case 'caption-apart':
          return change.most === null
            ? 'palabras en un mensaje aparte: esta clase de archivo no las lleva'
            : `palabras en un mensaje aparte: ${change.most} caracteres como máximo bajo un archivo`;
        case 'file-as-text':
          return 'un archivo como su dirección: no admite esta clase';
        case 'file-left-out':
          return 'un archivo omitido: no admite esta clase';
        case 'empty-text-left-out':
          return 'un texto sin palabras, omitido';
        case 'appointment-as-address':
          return 'un enlace a la cita en vez de su archivo';
      }
    },
  },
});

function whyInEnglish({ code, most = 0 }: Why): string {
  switch (code) {
    case 'no-buttons':
      return 'it has no buttons';
    case 'no-lists':
      return 'it has no lists';
    case 'same-labels':
      return 'two labels are the same';
    case 'too-many-buttons':
      return `it shows at most ${most} buttons`;
    case 'too-many-rows':
      return `it shows at most ${most} rows`;
    case 'long-label':
      return `labels have at most ${most} characters`;
    case 'long-description':
      return `descriptions have at most ${most} characters`;
  }
}

function whyInSpanish({ code, most = 0 }: Why): string {
  switch (code) {
    case 'no-buttons':
      return 'no tiene botones';
    case 'no-lists':
      return 'no tiene listas';
    case 'same-labels':
      return 'dos dicen lo mismo';
    case 'too-many-buttons':
      return `muestra ${most} botones como máximo`;
    case 'too-many-rows':
      return `muestra ${most} filas como máximo`;
    case 'long-label':
      return `cada una tiene ${most} caracteres como máximo`;
    case 'long-description':
      return `cada descripción tiene ${most} caracteres como máximo`;
  }
}
